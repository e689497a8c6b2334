// Writing a file of improvements/ for an agent: whole or not at all, nowhere else, and answered with what
// became of it.
import { IMPROVEMENTS, improvementUnit } from '../../core/improvement-unit.ts';
import type { HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import type { Hub } from '../hub.ts';
import { writeWhole } from '../write-whole.ts';

const MAX_BYTES = 256 * 1024;

type Names = 'lua.write';

export function luaWriteHandlers(
  hub: Hub,
  wait: (path: string, timeout: number) => ReturnType<Handlers<HubMethods>['lua.wait']>,
): Pick<Handlers<HubMethods>, Names> {
  return {
    async 'lua.write'({ path, text, timeout = 10 }) {
      const unit = improvementUnit(path);
      if (unit === null)
        throw refuse('usage', `"${path}" is no Lua file below ${IMPROVEMENTS}/ (badge.lua, mine/badge.lua)`);
      if (Buffer.byteLength(text) > MAX_BYTES) {
        throw refuse('usage', `a file of ${IMPROVEMENTS} has at most ${MAX_BYTES / 1024} KB`);
      }
      writeWhole(hub.home, unit, text);
      return wait(unit, timeout);
    },
  };
}
