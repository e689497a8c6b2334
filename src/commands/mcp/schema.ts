// Arguments and results of tools as JSON Schema, and the check of arguments against it: only as much of it as
// the table of tools uses. https://json-schema.org/draft/2020-12
import { suggestion } from '../../core/nearest.ts';

export interface Value {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: Value;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly additionalProperties?: Value;
}

export interface ObjectSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Value>>;
  readonly required: readonly string[];
  readonly additionalProperties?: boolean;
}

const typed =
  (type: Value['type'], more: Partial<Value> = {}) =>
  (description?: string): Value => ({ type, ...(description ? { description } : {}), ...more });

export const string = typed('string');
export const number = typed('number', { minimum: 0 });
export const count = typed('integer', { minimum: 0 });
export const boolean = typed('boolean');
export const object = typed('object');
export const objectOrNull = typed(['object', 'null']);
export const strings = typed('array', { items: { type: 'string' } });
export const objects = typed('array', { items: { type: 'object' } });
export const texts = typed('object', { additionalProperties: { type: 'string' } });
export const oneOf = (...values: readonly string[]) => typed('string', { enum: values });

type Fields = Readonly<Record<string, Value>>;

/** Arguments: keys that end in `?` are optional, and no others are taken. */
export function argumentsOf(fields: Fields): ObjectSchema {
  return { ...fieldsOf(fields), additionalProperties: false };
}

/** A result: keys that end in `?` may be absent, and others may be there. */
export function resultOf(fields: Fields): ObjectSchema {
  return fieldsOf(fields);
}

function fieldsOf(fields: Fields): ObjectSchema {
  const named = Object.entries(fields).map(([key, value]) => [key.replace(/\?$/, ''), value] as const);
  return {
    type: 'object',
    properties: Object.fromEntries(named),
    required: Object.keys(fields).filter((key) => !key.endsWith('?')),
  };
}

/** What is wrong with `given`, in one line; null where it fits. Pure. */
export function misfit(schema: ObjectSchema, given: Readonly<Record<string, unknown>>): string | null {
  const names = Object.keys(schema.properties);
  const unknown = Object.keys(given).find((key) => !Object.hasOwn(schema.properties, key));
  if (unknown !== undefined) return `there is no argument "${unknown}"${suggestion(unknown, names)}`;
  const missing = schema.required.find((key) => given[key] === undefined);
  if (missing !== undefined) return `the argument "${missing}" is missing`;
  for (const [name, value] of Object.entries(given)) {
    const wrong = value === undefined ? null : misfitOf(schema.properties[name]!, value);
    if (wrong) return `"${name}": ${wrong}`;
  }
  return null;
}

function misfitOf(schema: Value, value: unknown): string | null {
  if (!isOf(schema.type, value)) return `${String(schema.type)} expected`;
  if (schema.enum && !schema.enum.includes(value as string))
    return `one of ${schema.enum.join(', ')} expected`;
  if (schema.minimum !== undefined && (value as number) < schema.minimum)
    return `at least ${schema.minimum} expected`;
  const inner = schema.items ?? schema.additionalProperties;
  if (!inner) return null;
  const parts = Array.isArray(value) ? value : Object.values(value as object);
  if (parts.length < (schema.minItems ?? 0)) return 'at least one expected';
  const wrong = parts.find((part) => misfitOf(inner, part) !== null);
  return wrong === undefined ? null : `${String(inner.type)} expected for each`;
}

function isOf(type: Value['type'], value: unknown): boolean {
  if (typeof type === 'object') return type.some((one) => isOf(one as 'string', value));
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
