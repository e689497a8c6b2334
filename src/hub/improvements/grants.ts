// Who was granted what: files of the improvements layer have the capabilities that their header asks for
// *and* a person granted. A grant belongs to the file's name, and is kept when its text changes; what the
// header no longer asks for is not in force.
import { IMPROVEMENTS } from '../../core/improvement-unit.ts';
import type { SourceFile } from '../../lua/types.ts';
import type { Store } from '../store.ts';
import { askedFor, capabilities } from './capabilities.ts';

/** A file's wish that nobody has answered yet. */
export interface Wish {
  readonly unit: string;
  readonly capability: string;
}

export interface Grants {
  /** Granted and asked for, by unit: what is in force. */
  inForce(files: readonly SourceFile[]): Record<string, string[]>;
  /** Asked for, and neither granted nor refused. */
  wishes(files: readonly SourceFile[]): Wish[];
  granted(unit: string): readonly string[];
  grant(unit: string, capability: string): void;
  /** Takes it back, and does not ask again. */
  refuse(unit: string, capability: string): void;
}

interface Answers {
  readonly granted: readonly string[];
  readonly refused: readonly string[];
}

const NONE: Answers = { granted: [], refused: [] };

/** What headers ask for, read once a text: what is in force is asked about with every change of the application. */
const asked = new WeakMap<SourceFile, readonly string[]>();

function askedOf(file: SourceFile): readonly string[] {
  const known = asked.get(file) ?? askedFor(file.text);
  asked.set(file, known);
  return known;
}

export function createGrants(store: Store): Grants {
  const answers = (unit: string): Answers => {
    const text = store.get('grant', unit);
    return text === undefined ? NONE : (JSON.parse(text) as Answers);
  };
  const answer = (unit: string, capability: string, isGranted: boolean): void => {
    const { granted, refused } = answers(unit);
    const without = (list: readonly string[]): string[] => list.filter((one) => one !== capability);
    const next = isGranted
      ? { granted: [...without(granted), capability], refused: without(refused) }
      : { granted: without(granted), refused: [...without(refused), capability] };
    store.set('grant', unit, JSON.stringify(next));
  };
  const asking = (files: readonly SourceFile[]): readonly SourceFile[] =>
    files.filter((file) => file.layer === IMPROVEMENTS && askedOf(file).length > 0);

  return {
    inForce: (files) =>
      Object.fromEntries(
        asking(files).flatMap((file) => {
          const { granted } = answers(file.unit);
          const both = askedOf(file).filter((one) => granted.includes(one));
          return both.length > 0 ? [[file.unit, both]] : [];
        }),
      ),
    wishes: (files) =>
      asking(files).flatMap((file) => {
        const { unit } = file;
        const { granted, refused } = answers(unit);
        return askedOf(file)
          .filter(
            (one) => Object.hasOwn(capabilities, one) && !granted.includes(one) && !refused.includes(one),
          )
          .map((capability) => ({ unit, capability }));
      }),
    granted: (unit) => answers(unit).granted,
    grant: (unit, capability) => answer(unit, capability, true),
    refuse: (unit, capability) => answer(unit, capability, false),
  };
}
