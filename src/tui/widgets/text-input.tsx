// text_input: a line that is edited here, without asking anybody (contract.md 5).
import { type ReactElement, useContext } from 'react';
import { InputsContext } from './contexts.ts';
import { EditedText } from './edited-text.tsx';
import { Frame } from './frame.tsx';
import { Box } from './host.ts';
import type { WidgetProps } from './widget.ts';

export function TextInput(widget: WidgetProps): ReactElement {
  const { node, path } = widget;
  const { editors, focused } = useContext(InputsContext);
  const value = String(node.draft ?? node.value ?? '');
  const editor = editors[path] ?? { value, cursor: value.length };
  const mask = node.mask === true ? '•' : typeof node.mask === 'string' ? node.mask : undefined;
  return (
    <Frame widget={widget}>
      <Box style={{ height: 1, flexShrink: 0 }}>
        <EditedText
          editor={editor}
          hasCursor={focused === path}
          placeholder={typeof node.placeholder === 'string' ? node.placeholder : undefined}
          mask={mask}
        />
      </Box>
    </Frame>
  );
}
