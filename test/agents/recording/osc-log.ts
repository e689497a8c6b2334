// The titles, progress and notifications that a program sent, as it sent them.

/** OSC numbers that say something about a program's state. */
const TOLD = /^(?:0|1|2|9|99|777|133);/;
/** A spinner's titles repeat: only so many different ones are kept, the newest. */
const KEPT = 12;
const SEQUENCE = /\x1b\]([^\x07\x1b]*)(?:\x07|\x1b\\)/g;

export interface OscLog {
  push(bytes: Buffer): void;
  /** The different sequences, without introducer and terminator, ordered by when each came last. */
  list(): string[];
}

export function createOscLog(): OscLog {
  let rest = Buffer.alloc(0);
  let seen: string[] = [];
  return {
    push(bytes) {
      const text = Buffer.concat([rest, bytes]).toString('utf8');
      let end = 0;
      for (const match of text.matchAll(SEQUENCE)) {
        end = match.index + match[0].length;
        const body = match[1]!;
        if (TOLD.test(body)) seen = [...seen.filter((other) => other !== body), body].slice(-KEPT);
      }
      const open = text.indexOf('\x1b]', end);
      rest = Buffer.from(open < 0 ? (text.endsWith('\x1b') ? '\x1b' : '') : text.slice(open, open + 4096));
    },
    list: () => [...seen],
  };
}
