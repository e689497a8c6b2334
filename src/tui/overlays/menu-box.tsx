// A menu: choices with their keys, at the cell it was asked for, else in the middle of the screen.
import type { ReactElement } from 'react';
import stringWidth from 'string-width';
import type { Prompt } from '../../core/overlay.ts';
import { Opaque } from '../widgets/fill.tsx';
import { Border, Title } from '../widgets/frame.tsx';
import { Box } from '../widgets/host.ts';
import { ListLine } from '../widgets/list.tsx';
import { RowBox } from '../widgets/rows.tsx';
import { keepInView } from '../widgets/window.ts';
import { markedSpans } from './marked.ts';
import { matchingChoices, type PromptState } from './prompt-state.ts';

interface MenuBoxProps {
  readonly prompt: Prompt;
  readonly state: PromptState;
  readonly columns: number;
  readonly rows: number;
}

const EDGES = 2;

export function MenuBox({ prompt, state, columns, rows }: MenuBoxProps): ReactElement {
  const { items = [], keys = [] } = prompt;
  const choices = matchingChoices(items, state.editor.value);
  // What is typed leaves fewer choices, and the box as it is.
  const widest = Math.max(
    stringWidth(prompt.title) + 2,
    ...items.map((item, i) => stringWidth(item) + (keys[i] ? stringWidth(keys[i]) + 3 : 0)),
  );
  const width = Math.min(columns, widest + EDGES + 2);
  const height = Math.min(rows, items.length + EDGES);
  const at = prompt.at ?? {
    x: Math.floor((columns - width) / 2),
    y: Math.floor((rows - height) / 2),
  };
  const left = Math.max(0, Math.min(at.x, columns - width));
  const top = Math.max(0, Math.min(at.y, rows - height));
  const first = keepInView(0, state.selected, height - EDGES, choices.length);
  const title = state.editor.value === '' ? prompt.title : `/${state.editor.value}`;
  return (
    <Box style={{ position: 'absolute', width: '100%', height: '100%', paddingLeft: left, paddingTop: top }}>
      <Box hit={`prompt:${prompt.id}`} style={{ width, height, flexShrink: 0 }}>
        <Opaque />
        <Border style="round" look={{ fg: 'cyan' }} />
        <Title title={title} look={{ bold: true }} />
        <Box style={{ flexGrow: 1, paddingX: 1, paddingY: 1 }}>
          {choices.slice(first, first + height - EDGES).map(({ index, text, at: found }, i) => (
            <RowBox
              key={index}
              hit={`prompt:${prompt.id}#${index + 1}`}
              style={first + i === state.selected ? { inverse: true } : undefined}
            >
              <ListLine
                row={{
                  spans: [{ text: ' ' }, ...markedSpans(text, found)],
                  right: [{ text: keys[index] ? `${keys[index]} ` : '', style: { dim: true } }],
                }}
              />
            </RowBox>
          ))}
        </Box>
      </Box>
    </Box>
  );
}
