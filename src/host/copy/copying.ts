// Whether a viewer is in copy mode: it is from the first command to `leave`.
import type { CopyRequest, CopyResult, CopyState } from '../../core/copy-mode.ts';
import type { Session } from '../session.ts';
import type { Viewer } from '../viewer.ts';
import { type Copier, createCopier } from './copier.ts';

export interface Copying {
  run(request: CopyRequest): Promise<CopyResult>;
  end(): void;
}

/** `onChange` is told what no command has changed. */
export function createCopying(
  session: Pick<Session, 'screen' | 'settle' | 'pins'>,
  viewer: Viewer,
  onChange: (state: CopyState) => void,
): Copying {
  let copier: Copier | null = null;
  let pin = (): (() => void) => () => {};

  const begin = (): Copier => {
    const begun = createCopier(viewer, () => session.screen, onChange);
    pin = () => begun.pin();
    session.pins.add(pin);
    return begun;
  };
  const end = (): void => {
    session.pins.delete(pin);
    copier?.close();
    copier = null;
  };

  return {
    async run(request) {
      session.settle();
      copier ??= begin();
      const result = await copier.run(request);
      if (request.command === 'leave') end();
      return result;
    },
    end,
  };
}
