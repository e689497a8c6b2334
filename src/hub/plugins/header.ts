// What a plugin says of itself in the comment at the top of its init.lua: `--- @name`, `@version`, `@since`, `@desc`
// and a `@capability` line for each.

export interface Header {
  readonly name: string | null;
  readonly version: string | null;
  readonly desc: string | null;
  /** The oldest version of this program that it works with. */
  readonly since: string | null;
  /** Where `since` stands; 1 for the first line. */
  readonly sinceLine: number;
  /** What it says it uses. Shown to whoever adds it; a plugin may do what a person's own files may. */
  readonly capabilities: readonly string[];
}

/** Reads the comment at the top of a file's text. */
export function readHeader(text: string): Header {
  const found = new Map<string, string>();
  const capabilities: string[] = [];
  let sinceLine = 1;
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed !== '' && !trimmed.startsWith('--')) break;
    const [, key, value = ''] = /^--+\s*@(\w+)\s+(.*\S)/.exec(trimmed) ?? [];
    if (key === undefined) continue;
    if (key === 'capability') capabilities.push(value);
    else if (!found.has(key)) {
      found.set(key, value);
      if (key === 'since') sinceLine = index + 1;
    }
  }
  const of = (key: string): string | null => found.get(key) ?? null;
  return {
    ...{ name: of('name'), version: of('version'), desc: of('desc'), since: of('since'), sinceLine },
    capabilities: [...new Set(capabilities)],
  };
}

/** Why a plugin with such a `@since` cannot run in `version`; null where it can. */
export function sinceProblem({ since }: Pick<Header, 'since'>, version: string): string | null {
  if (since === null) return null;
  const wanted = numbersOf(since);
  if (!wanted) return `@since ${since}: a version like 0.1.0 expected`;
  const here = numbersOf(version)!;
  const at = wanted.findIndex((number, index) => number !== here[index]);
  return at >= 0 && wanted[at]! > here[at]!
    ? `needs botster-tui ${since} or later, this is ${version}`
    : null;
}

function numbersOf(version: string): readonly number[] | null {
  const found = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+].*)?$/.exec(version);
  return found ? [1, 2, 3].map((index) => Number(found[index] ?? 0)) : null;
}
