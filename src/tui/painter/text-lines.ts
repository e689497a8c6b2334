// The lines of one of Ink's text nodes, wrapped or cut as Ink measures them: same libraries, same options.
import cliTruncate from 'cli-truncate';
import type { DOMElement } from 'ink';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { createLru } from './lru.ts';
import { sanitize } from './sanitize.ts';

/** Characters of text whose lines are kept. */
const CACHED_CHARACTERS = 200_000;
const wrapped = createLru<readonly string[]>(CACHED_CHARACTERS);
const positions = { 'truncate-start': 'start', 'truncate-middle': 'middle' } as const;

/** The node's lines at `width` columns, with SGR sequences. */
export function textLines(node: DOMElement, width: number): readonly string[] {
  const text = squash(node);
  if (text === '' || width < 1) return [];
  const mode = node.style.textWrap ?? 'wrap';
  const lines = wrapped.get(`${width} ${mode} ${text}`, () => layOut(text, width, mode));
  // After cutting, so that the ellipsis looks as the text does.
  const transform = node.internal_transform;
  return transform ? lines.map((line, i) => transform(line, i)) : lines;
}

function layOut(foreign: string, width: number, mode: string): readonly string[] {
  const text = sanitize(foreign);
  const lines = text.split('\n');
  if (lines.every((line) => stringWidth(line) <= width)) return lines;
  if (mode === 'wrap') return wrapAnsi(text, width, { trim: false, hard: true }).split('\n');
  // The text as a whole, newlines in it and all: the height was measured of just that.
  const position = positions[mode as keyof typeof positions] ?? 'end';
  return cliTruncate(text, width, { position }).split('\n');
}

/** The text within a node, each part of it in its own style. */
function squash(node: DOMElement): string {
  let text = '';
  node.childNodes.forEach((child, index) => {
    if (child.nodeName === '#text') {
      text += child.nodeValue;
      return;
    }
    const part = squash(child as DOMElement);
    const transform = (child as DOMElement).internal_transform;
    text += part !== '' && transform ? transform(part, index) : part;
  });
  return text;
}
