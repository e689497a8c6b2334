// Shapes of props, for what reaches the tui past Lua's own checks. A check tells what it expected, or null.

export type Check = (value: unknown) => string | null;
export type Schema = Readonly<Record<string, Check>>;

const isTable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lua's empty table may arrive as `{}` where a list was meant. */
function isEmptyTable(value: unknown): boolean {
  return isTable(value) && Object.keys(value as object).length === 0;
}

export const isText: Check = (value) =>
  typeof value === 'string' || typeof value === 'number' ? null : 'text';
export const isNumber: Check = (value) =>
  typeof value === 'number' && !Number.isNaN(value) ? null : 'a number';
export const isFlag: Check = (value) => (typeof value === 'boolean' ? null : 'true or false');
export const isStyle: Check = (value) => (isTable(value) ? null : 'a style');

/** One of the words. */
export function oneOf(...words: readonly unknown[]): Check {
  return (value) => (words.includes(value) ? null : `one of ${words.map(String).join(', ')}`);
}

/** A list whose items all pass. */
export function listOf(item: Check, what: string): Check {
  return (value) => {
    if (isEmptyTable(value)) return null;
    if (!Array.isArray(value)) return what;
    for (const [i, one] of value.entries()) if (item(one) !== null) return `${what} (item ${i + 1} is not)`;
    return null;
  };
}

const isSpan: Check = (value) => {
  if (!isTable(value)) return 'a span';
  const { text, style } = value as Record<string, unknown>;
  return isText(text) === null && (style === undefined || isTable(style)) ? null : 'a span';
};

const spanList = listOf(isSpan, 'a list of spans');
/** Spans, or plain text. */
export const isSpans: Check = (value) => (isText(value) === null ? null : spanList(value));

export const isListRow: Check = (value) => {
  if (!isTable(value)) return 'a row';
  const { spans, right } = value as Record<string, unknown>;
  return (spans === undefined || isSpans(spans) === null) && (right === undefined || isSpans(right) === null)
    ? null
    : 'a row';
};

/**
 * The first prop that is not as the schema says, as a sentence; null when all are. Absent and null props
 * are always fine, props that the schema does not name are ignored.
 */
export function firstBadProp(
  type: string,
  props: Readonly<Record<string, unknown>>,
  schema: Schema,
): string | null {
  for (const [name, check] of Object.entries(schema)) {
    const value = props[name];
    if (value === undefined || value === null) continue;
    const expected = check(value);
    if (expected) return `${type}: '${name}' should be ${expected}, not ${describe(value)}`;
  }
  return null;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return JSON.stringify(value.length > 20 ? `${value.slice(0, 19)}…` : value);
  return typeof value === 'object' ? 'a table' : String(value);
}
