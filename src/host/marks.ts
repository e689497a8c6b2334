// The prompt marks of a screen (OSC 133), the oldest first. Ids are enough to find them again: nothing runs when
// lines move up or leave.
import type { PromptMark } from './screen.ts';

/** More than anybody goes back by key; a resize has to find each of them again. */
const MAX_MARKS = 500;

export interface Marks {
  add(mark: PromptMark): void;
  list(): readonly PromptMark[];
  /** Those of line `first` and later; the others are forgotten. */
  from(first: number): readonly PromptMark[];
  clear(): void;
}

export function createMarks(): Marks {
  let marks: PromptMark[] = [];
  return {
    add(mark) {
      marks.push(mark);
      // In one go now and then: dropping one each time would move them all.
      if (marks.length > 2 * MAX_MARKS) marks = marks.slice(-MAX_MARKS);
    },
    list: () => marks,
    from(first) {
      if ((marks[0]?.line ?? first) < first) marks = marks.filter(({ line }) => line >= first);
      return marks;
    },
    clear() {
      marks = [];
    },
  };
}
