// INPUT: what a person did, for one session (tui -> host).
//
// A key travels as the bytes the outer terminal sent *and* as the key they mean, with the modes that
// terminal was in. Where the session's modes are the same the host writes the bytes untouched, else it
// encodes the key anew; so typing is lossless, and a key typed for one program never reaches another in
// a form it did not ask for.
//
// body: u32 channel · u32 modes · items. An item: u8 type · u32 length · that many bytes of
//   1 key    u16 name length · name (core/key.ts notation) · the original bytes
//   2 paste  UTF-8 text
//   3 mouse  JSON MouseInput
//   4 focus  one byte, 1 in, 0 out
//   5 raw    bytes no decoder knew; written as they are

export interface MouseInput {
  readonly action: 'press' | 'release' | 'move';
  /** 0 left, 1 middle, 2 right, 3 none (moving), 4 wheel up, 5 wheel down, 6 wheel left, 7 wheel right. */
  readonly button: number;
  /** Cell within the pane, zero-based. */
  readonly x: number;
  readonly y: number;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
}

export type InputItem =
  | { readonly type: 'key'; readonly key: string; readonly raw: Buffer }
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'mouse'; readonly mouse: MouseInput }
  | { readonly type: 'focus'; readonly focused: boolean }
  | { readonly type: 'raw'; readonly raw: Buffer };

export interface Input {
  readonly channel: number;
  /** Packed TerminalModes of the terminal the keys were typed in. */
  readonly modes: number;
  readonly items: readonly InputItem[];
}

const types = { key: 1, paste: 2, mouse: 3, focus: 4, raw: 5 } as const;

export function encodeInput(input: Input): Buffer {
  const contents = input.items.map(encodeItem);
  let size = 8;
  for (const content of contents) size += 5 + content.length;
  const out = Buffer.allocUnsafe(size);
  const view = new DataView(out.buffer, out.byteOffset, size);
  view.setUint32(0, input.channel, true);
  view.setUint32(4, input.modes, true);
  let at = 8;
  contents.forEach((content, i) => {
    out[at] = types[input.items[i]!.type];
    view.setUint32(at + 1, content.length, true);
    out.set(content, at + 5);
    at += 5 + content.length;
  });
  return out;
}

/** The input in `body`. Throws RangeError or SyntaxError where it is malformed. The bytes are copies. */
export function decodeInput(body: Buffer): Input {
  const items: InputItem[] = [];
  for (let at = 8; at < body.length; ) {
    const length = body.readUInt32LE(at + 1);
    if (at + 5 + length > body.length) throw new RangeError('input ends inside an item');
    items.push(decodeItem(body[at]!, body.subarray(at + 5, at + 5 + length)));
    at += 5 + length;
  }
  return { channel: body.readUInt32LE(0), modes: body.readUInt32LE(4), items };
}

function encodeItem(item: InputItem): Buffer {
  switch (item.type) {
    case 'key': {
      const nameBytes = Buffer.byteLength(item.key);
      const content = Buffer.allocUnsafe(2 + nameBytes + item.raw.length);
      content[0] = nameBytes & 0xff;
      content[1] = nameBytes >> 8;
      content.write(item.key, 2);
      content.set(item.raw, 2 + nameBytes);
      return content;
    }
    case 'paste':
      return Buffer.from(item.text);
    case 'mouse':
      return Buffer.from(JSON.stringify(item.mouse));
    case 'focus':
      return Buffer.from([item.focused ? 1 : 0]);
    case 'raw':
      return item.raw;
  }
}

function decodeItem(type: number, content: Buffer): InputItem {
  switch (type) {
    case types.key: {
      const nameEnd = 2 + content.readUInt16LE(0);
      return {
        type: 'key',
        key: content.toString('utf8', 2, nameEnd),
        raw: Buffer.from(content.subarray(nameEnd)),
      };
    }
    case types.paste:
      return { type: 'paste', text: content.toString('utf8') };
    case types.mouse:
      return { type: 'mouse', mouse: JSON.parse(content.toString('utf8')) as MouseInput };
    case types.focus:
      return { type: 'focus', focused: content[0] === 1 };
    case types.raw:
      return { type: 'raw', raw: Buffer.from(content) };
    default:
      throw new RangeError(`input item of unknown type ${type}`);
  }
}
