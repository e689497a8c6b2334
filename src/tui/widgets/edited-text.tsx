// One line of text being edited, scrolled sideways so that the cursor is in view.
import type { ReactElement } from 'react';
import type { TextSpan } from '../../core/tree.ts';
import { cleanLine } from './clean.ts';
import type { EditorState } from './contexts.ts';
import { SpanText } from './span-text.tsx';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

interface EditedTextProps {
  readonly editor: EditorState;
  readonly hasCursor: boolean;
  readonly placeholder?: string | undefined;
  /** Drawn for every character. */
  readonly mask?: string | undefined;
}

/** The text with its cursor as an inverse cell. Where it does not fit, its end or its start is cut. */
export function EditedText({ editor, hasCursor, placeholder, mask }: EditedTextProps): ReactElement {
  if (editor.value === '' && placeholder) {
    const [first = ' ', ...rest] = split(placeholder);
    const spans: TextSpan[] = [
      { text: first, style: hasCursor ? { inverse: true } : { dim: true } },
      { text: rest.join(''), style: { dim: true } },
    ];
    return <SpanText spans={spans} />;
  }
  const spans = cursorSpans(editor, hasCursor, mask);
  return (
    <SpanText
      spans={spans}
      wrap={hasCursor && editor.cursor * 2 > editor.value.length ? 'truncate-start' : 'truncate'}
    />
  );
}

/** Before, under and after the cursor; the cursor at the end is a space. */
export function cursorSpans(
  { value, cursor }: EditorState,
  hasCursor: boolean,
  mask?: string,
): readonly TextSpan[] {
  const shown = (text: string): string =>
    mask
      ? split(text)
          .map(() => mask)
          .join('')
      : cleanLine(text);
  if (!hasCursor) return [{ text: shown(value) }];
  const before = value.slice(0, cursor);
  const [under = '', ...after] = split(value.slice(cursor));
  return [
    { text: shown(before) },
    { text: under === '' ? ' ' : shown(under) || ' ', style: { inverse: true } },
    { text: shown(after.join('')) },
  ];
}

function split(text: string): string[] {
  return Array.from(graphemes.segment(text), (part) => part.segment);
}
