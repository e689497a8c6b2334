// OSC 99, kitty's notifications (sw.kovidgoyal.net/kitty/desktop-notifications): "key=value:…;payload", a title and
// a body in any number of pieces under one id. Icons, buttons, sounds and questions are left alone.
import { plainLine } from '../core/plain-line.ts';

export interface KittyNotification {
  readonly title?: string;
  readonly text: string;
}

/** Text beyond this is dropped. */
const MAX_TEXT = 1000;
/** Notifications in the making; the oldest is given up for a new one. */
const MAX_OPEN = 8;

interface Pieces {
  title: string;
  body: string;
}

/** Takes one sequence's data after the other; returns a notification where one is whole. */
export function createKittyNotifications(): (data: string) => KittyNotification | null {
  const open = new Map<string, Pieces>();
  return (data) => {
    const at = data.indexOf(';');
    if (at < 0) return null;
    const keys = new Map(
      data
        .slice(0, at)
        .split(':')
        .map((pair) => [pair.slice(0, 1), pair.slice(2)]),
    );
    const part = keys.get('p') ?? 'title';
    if (part !== 'title' && part !== 'body') return null;
    const id = (keys.get('i') ?? '').slice(0, 100);
    const pieces = open.get(id) ?? { title: '', body: '' };
    open.delete(id);
    const payload = data.slice(at + 1);
    pieces[part] = (pieces[part] + (keys.get('e') === '1' ? decoded(payload) : payload)).slice(0, MAX_TEXT);
    if (keys.get('d') === '0') {
      for (const oldest of open.keys()) if (open.size >= MAX_OPEN) open.delete(oldest);
      open.set(id, pieces);
      return null;
    }
    return whole(pieces);
  };
}

function decoded(payload: string): string {
  return Buffer.from(payload.slice(0, 4 * MAX_TEXT), 'base64').toString('utf8');
}

function whole({ title, body }: Pieces): KittyNotification | null {
  const [head, text] = [plainLine(title, MAX_TEXT), plainLine(body, MAX_TEXT)];
  if (head === '' && text === '') return null;
  return text === '' || head === '' ? { text: head + text } : { title: head, text };
}
