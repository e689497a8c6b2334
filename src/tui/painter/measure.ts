// Has Yoga measure texts by the lines that are painted, in place of Ink's way, which wraps whole texts however
// long, and remembers every text it was ever given.
import type { DOMElement } from 'ink';
import { measureText } from './text-lines.ts';

const measured = new WeakSet<DOMElement>();

/** Makes the texts within `root` that are new since the last call be measured so. */
export function measureTexts(root: DOMElement): void {
  for (const child of root.childNodes) {
    if (child.nodeName === 'ink-text') measureOwnWay(child);
    else if (child.nodeName !== '#text') measureTexts(child as DOMElement);
  }
}

function measureOwnWay(node: DOMElement): void {
  if (measured.has(node)) return;
  measured.add(node);
  node.yogaNode?.setMeasureFunc((width) => measureText(node, width));
}
