// What files reach outside of the program, in a hub as it runs: bytes that cross into Lua and back, and what
// a file of an agent may not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, openLab } from './lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab?.dispose());

/** Every byte there is, and text. */
const ALL =
  '(function() local all = {} for b = 0, 255 do all[#all + 1] = string.char(b) end return table.concat(all) .. "grüß" end)()';

describe('crypto', () => {
  test('any bytes come back as they were', async () => {
    expect(
      await lab.ask(
        `local all = ${ALL}
         local envelope = assert(crypto.encrypt(all, all, { aad = all }))
         local key = crypto.random_bytes(32)
         local raw = crypto.encrypt("text", key, { raw_key = true })
         return crypto.decrypt(envelope, all, { aad = all }) == all, crypto.decrypt(raw, key), #key, crypto.sha256(all), crypto.hmac(all, all)`,
      ),
    ).toEqual([
      true,
      'text',
      32,
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
    expect(await lab.value('crypto.sha256("\\255\\254")')).toBe(
      'b3d510ef04275ca8e698e5b3cbb0ece3949ef9252f0cdc839e9ee347409a2209',
    );
  });

  test('what cannot be done says why', async () => {
    expect(await lab.failure('crypto.decrypt("no envelope", "k")')).toMatchObject({ code: 'format' });
    expect(await lab.failure('crypto.random_bytes(65537)')).toMatchObject({ code: 'usage' });
    await expect(lab.ask('crypto.encrypt("a", "b", { raw = true })')).rejects.toThrow(
      /unknown option 'raw' \(did you mean 'raw_key'\?\)|unknown option 'raw'/,
    );
    await expect(lab.ask('crypto.encrypt("a", "b")', 'improvements/ask.lua')).rejects.toThrow(
      "crypto.encrypt needs capability 'crypto' (not granted to improvements/ask.lua)",
    );
    await expect(lab.save('user/load.lua', '\ncrypto.sha256("a")')).rejects.toThrow(
      /crypto\.sha256 cannot wait here \(a file that is being loaded/,
    );
  });
});
