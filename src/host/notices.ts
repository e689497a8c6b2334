// What programs tell their terminal beside drawing: bells, titles, notifications, marks, folders,
// progress, clipboard. Each becomes a journal entry; nothing of it is ever passed to the outer terminal.
import type { Terminal } from '@xterm/headless';
import { plainLine } from '../core/plain-line.ts';
import type { JournalEntry } from '../protocol/host-api.ts';
import { createKittyNotifications } from './kitty-notifications.ts';

export type Notice = Pick<JournalEntry, 'type' | 'data'>;

/** Titles and texts longer than this are cut: xterm.js takes ten million characters. */
const MAX_TEXT = 1000;
/** Bytes of a clipboard write; of a larger one only its size is told. */
export const MAX_CLIPBOARD = 100_000;

/** Calls `tell` for every notice of the terminal. */
export function listenForNotices(terminal: Terminal, tell: (notice: Notice) => void): void {
  const { parser } = terminal;
  const kitty = createKittyNotifications();
  terminal.onBell(() => tell({ type: 'bell', data: {} }));
  terminal.onTitleChange((title) => tell({ type: 'title', data: { title: clean(title) } }));
  parser.registerOscHandler(7, (data) => {
    const cwd = folderOf(data);
    if (cwd) tell({ type: 'cwd', data: { cwd } });
    return true;
  });
  parser.registerOscHandler(9, (data) => {
    // Claude Code ends it with a semicolon and no value.
    const progress = /^4;([0-4])(?:;(\d{0,3}))?$/.exec(data);
    if (progress)
      tell({ type: 'progress', data: { state: Number(progress[1]), value: Number(progress[2] ?? 0) } });
    else tell({ type: 'notification', data: { text: clean(data) } });
    return true;
  });
  parser.registerOscHandler(99, (data) => {
    const told = kitty(data);
    if (told) tell({ type: 'notification', data: { ...told } });
    return true;
  });
  parser.registerOscHandler(777, (data) => {
    const [kind, title = '', ...rest] = data.split(';');
    if (kind === 'notify')
      tell({ type: 'notification', data: { title: clean(title), text: clean(rest.join(';')) } });
    return true;
  });
  parser.registerOscHandler(133, (data) => {
    const [mark = '', code] = data.split(';');
    if (/^[A-D]$/.test(mark)) {
      const exitCode =
        mark === 'D' && code !== undefined && /^\d+$/.test(code) ? { exit_code: Number(code) } : {};
      tell({ type: 'mark', data: { mark, ...exitCode } });
    }
    return true;
  });
  parser.registerOscHandler(52, (data) => {
    // Only writes: what is in the clipboard is nobody's to read.
    const base64 = data.slice(data.indexOf(';') + 1);
    const bytes = Math.floor((base64.length * 3) / 4);
    if (base64 === '' || base64 === '?') return true;
    tell({ type: 'clipboard', data: bytes > MAX_CLIPBOARD ? { bytes } : { bytes, base64 } });
    return true;
  });
}

/** Text without control characters or direction overrides, cut to a sensible length. */
export function clean(text: string): string {
  return plainLine(text, MAX_TEXT);
}

function folderOf(data: string): string | null {
  try {
    const url = new URL(data);
    return url.protocol === 'file:' ? clean(decodeURIComponent(url.pathname)) : null;
  } catch {
    return null;
  }
}
