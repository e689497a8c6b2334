// Unicode 15 widths and grapheme clusters for xterm.js.
import { createRequire } from 'node:module';
import type { ITerminalAddon, Terminal } from '@xterm/headless';

type Addon = new () => ITerminalAddon;
let addon: Addon | undefined;

/** Makes the terminal measure text by Unicode 15 grapheme clusters. */
export function enableGraphemes(terminal: Terminal): void {
  // The addon reads its width table from the start of the ArrayBuffer below a Buffer. A pooled Buffer
  // does not start there, and then every character above U+FFFF is one column wide: no pool meanwhile.
  const { poolSize } = Buffer;
  Buffer.poolSize = 0;
  try {
    addon ??= loadAddon();
    terminal.loadAddon(new addon());
  } finally {
    Buffer.poolSize = poolSize;
  }
  terminal.unicode.activeVersion = '15-graphemes';
}

function loadAddon(): Addon {
  const require = createRequire(import.meta.url);
  return (require('@xterm/addon-unicode-graphemes') as { UnicodeGraphemesAddon: Addon })
    .UnicodeGraphemesAddon;
}
