// Files that a person switched off: they stay on disk and are not loaded.
import type { FileSet } from '../sources.ts';
import type { Store } from '../store.ts';

export interface Switches {
  isOff(unit: string): boolean;
  set(unit: string, isOn: boolean): void;
  /** Without the files that are off, and what is wrong with them. */
  filter(set: FileSet): FileSet;
  /** The units that are off. */
  off(): string[];
}

export function createSwitches(store: Store): Switches {
  const isOff = (unit: string): boolean => store.get('off', unit) !== undefined;
  return {
    isOff,
    set: (unit, isOn) => store.set('off', unit, isOn ? null : 'true'),
    filter(set) {
      const isOn = ({ unit }: { readonly unit: string }): boolean => !isOff(unit);
      return { files: set.files.filter(isOn), problems: set.problems.filter(isOn) };
    },
    off: () => [...store.all('off').keys()],
  };
}
