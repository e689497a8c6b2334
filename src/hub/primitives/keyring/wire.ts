// D-Bus messages as bytes, as far as the keyring needs them: calls and their answers, little-endian, with the
// types y b u s o g v, arrays, structs and dictionary entries.
//
// In values a struct is a list, a dictionary entry a list of two, `ay` a Buffer, and a variant {type, value}.
import { PrimitiveError } from '../failure.ts';

export interface Variant {
  readonly type: string;
  readonly value: unknown;
}

export interface Call {
  readonly to: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature: string;
  readonly body: readonly unknown[];
}

export interface Answer {
  /** Serial of the call. */
  readonly of: number;
  /** Name of the error, where it is one. */
  readonly error: string | undefined;
  readonly body: readonly unknown[];
}

const [CALL, RETURN, ERROR] = [1, 2, 3];
const FIELD = { path: 1, interface: 2, member: 3, error: 4, replyTo: 5, to: 6, signature: 8 };
/** Of one message that is taken. */
const MAX_MESSAGE = 1024 * 1024;
const ALIGNED: Readonly<Record<string, number>> = { y: 1, g: 1, v: 1, '(': 8, '{': 8 };

const broken = (): PrimitiveError => new PrimitiveError('failed', 'the D-Bus daemon sent what is no message');

/** The message of a call. */
export function encodeCall(serial: number, call: Call): Buffer {
  const body = encode(call.signature, call.body);
  const fields: [number, Variant][] = [
    [FIELD.path, { type: 'o', value: call.path }],
    [FIELD.interface, { type: 's', value: call.interface }],
    [FIELD.member, { type: 's', value: call.member }],
    [FIELD.to, { type: 's', value: call.to }],
  ];
  if (call.signature) fields.push([FIELD.signature, { type: 'g', value: call.signature }]);
  const head = encode('yyyyuua(yv)', ['l'.charCodeAt(0), CALL, 0, 1, body.length, serial, fields]);
  return Buffer.concat([head, Buffer.alloc(padding(head.length, 8)), body]);
}

/**
 * The answers in what has arrived, and the bytes of one that has not arrived whole. What is neither answer nor error
 * is left out. Throws PrimitiveError `failed` for what is no message.
 */
export function readAnswers(bytes: Buffer): { readonly answers: Answer[]; readonly rest: Buffer } {
  const answers: Answer[] = [];
  let rest = bytes;
  while (rest.length >= 16) {
    if (rest[0] !== 'l'.charCodeAt(0)) throw broken();
    const headLength = 16 + rest.readUInt32LE(12);
    const bodyAt = headLength + padding(headLength, 8);
    const length = bodyAt + rest.readUInt32LE(4);
    if (length > MAX_MESSAGE) throw broken();
    if (rest.length < length) break;
    const answer = readAnswer(rest.subarray(0, headLength), rest.subarray(bodyAt, length));
    if (answer) answers.push(answer);
    rest = rest.subarray(length);
  }
  return { answers, rest };
}

function readAnswer(head: Buffer, body: Buffer): Answer | null {
  const [, type, , , , , fields] = decode('yyyyuua(yv)', head);
  if (type !== RETURN && type !== ERROR) return null;
  const field = (code: number): unknown =>
    (fields as [number, Variant][]).find(([which]) => which === code)?.[1].value;
  const signature = field(FIELD.signature);
  return {
    of: Number(field(FIELD.replyTo)),
    error: type === ERROR ? String(field(FIELD.error)) : undefined,
    body: typeof signature === 'string' ? decode(signature, body) : [],
  };
}

/** The values as bytes, from an offset that is a multiple of 8. */
export function encode(signature: string, values: readonly unknown[]): Buffer {
  const pieces: Buffer[] = [];
  let length = 0;
  const put = (piece: Buffer): void => {
    pieces.push(piece);
    length += piece.length;
  };
  const align = (to: number): void => put(Buffer.alloc(padding(length, to)));
  const number = (value: number): void => {
    const piece = Buffer.alloc(4);
    piece.writeUInt32LE(value);
    put(piece);
  };
  const write = (type: string, value: unknown): void => {
    align(alignment(type));
    const inner = type.slice(1);
    if (type === 'y') put(Buffer.from([Number(value)]));
    else if (type === 'b' || type === 'u') number(Number(value));
    else if (type === 's' || type === 'o') {
      const text = Buffer.from(`${value}\0`);
      number(text.length - 1);
      put(text);
    } else if (type === 'g') {
      const text = Buffer.from(`${value}\0`);
      put(Buffer.from([text.length - 1]));
      put(text);
    } else if (type === 'v') {
      const variant = value as Variant;
      write('g', variant.type);
      write(variant.type, variant.value);
    } else if (type === 'ay') {
      number((value as Buffer).length);
      put(value as Buffer);
    } else if (type.startsWith('a')) {
      const size = Buffer.alloc(4);
      put(size);
      align(alignment(inner));
      const start = length;
      for (const one of value as unknown[]) write(inner, one);
      size.writeUInt32LE(length - start);
    } else {
      const parts = completeTypes(inner.slice(0, -1));
      for (const [index, part] of parts.entries()) write(part, (value as unknown[])[index]);
    }
  };
  for (const [index, type] of completeTypes(signature).entries()) write(type, values[index]);
  return Buffer.concat(pieces);
}

/** What `encode` made bytes of. Throws PrimitiveError `failed` for other bytes. */
export function decode(signature: string, bytes: Buffer): unknown[] {
  let at = 0;
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw broken();
    at += length;
    return bytes.subarray(at - length, at);
  };
  const number = (): number => take(4).readUInt32LE();
  const text = (length: number): string => take(length + 1).toString('utf8', 0, length);
  const read = (type: string): unknown => {
    take(padding(at, alignment(type)));
    const inner = type.slice(1);
    if (type === 'y') return take(1)[0];
    if (type === 'u') return number();
    if (type === 'b') return number() === 1;
    if (type === 's' || type === 'o') return text(number());
    if (type === 'g') return text(take(1)[0]!);
    if (type === 'v') {
      const [only, ...more] = completeTypes(read('g') as string);
      if (only === undefined || more.length > 0) throw broken();
      return { type: only, value: read(only) };
    }
    if (type === 'ay') return Buffer.from(take(number()));
    if (type.startsWith('a')) {
      const length = number();
      take(padding(at, alignment(inner)));
      const end = at + length;
      const list: unknown[] = [];
      while (at < end) list.push(read(inner));
      return list;
    }
    return completeTypes(inner.slice(0, -1)).map(read);
  };
  return completeTypes(signature).map(read);
}

/** A signature cut into its types. Throws PrimitiveError `failed` for types that are not read here. */
function completeTypes(signature: string): string[] {
  const types: string[] = [];
  for (let at = 0; at < signature.length; ) {
    const end = endOfType(signature, at, 0);
    types.push(signature.slice(at, end));
    at = end;
  }
  return types;
}

function endOfType(signature: string, at: number, depth: number): number {
  const first = signature[at] ?? '';
  if (depth > 16) throw broken();
  if ('ybusogv'.includes(first) && first !== '') return at + 1;
  if (first === 'a') return endOfType(signature, at + 1, depth + 1);
  const close = { '(': ')', '{': '}' }[first];
  if (close === undefined) throw broken();
  let next = at + 1;
  while (signature[next] !== close) next = endOfType(signature, next, depth + 1);
  return next + 1;
}

function alignment(type: string): number {
  return ALIGNED[type[0]!] ?? 4;
}

function padding(length: number, to: number): number {
  return (to - (length % to)) % to;
}
