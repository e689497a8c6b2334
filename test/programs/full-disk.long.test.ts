// The whole program on a disk that is really full, in a mount namespace of its own: it says so, goes on, and
// what was kept before is there after all is over.
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cliEntry, createProgram, type Program } from '../helpers/program.ts';

let program: Program;
beforeEach(() => {
  program = createProgram();
});
afterEach(() => program.dispose());

/** Says `NAME=VALUE` for each thing that is to be known; every wait ends by itself. */
const SCRIPT = `
cli() { timeout 20 "$NODE" "$CLI" "$@"; }
say() { echo "$1=$(echo "$2" | tr '\\n' '|')"; }
shown() { cli frame --columns 200 --rows 20; }
wait_for() { i=0; until [ "$(shown | grep -c "$2")" "$1" 0 ] || [ $i -ge 40 ]; do i=$((i+1)); sleep 0.1; done; }

mount -t tmpfs -o size=2m none "$BOTSTER_HOME" || exit 1
mkdir "$BOTSTER_HOME/user"
echo 'local kept = state.get("kept", { n = 0 })
timer.every(0.02, function() kept.n = kept.n + 1 end)
function App:status_line() return ui.text("kept " .. kept.n .. ".") end' > "$BOTSTER_HOME/user/count.lua"
cli new --name steady -- sleep 1000 > /dev/null
cli lua wait user/count.lua --timeout 10 > /dev/null
wait_for -gt 'kept [1-9]'

cat /dev/zero > "$BOTSTER_HOME/fill" 2> /dev/null
wait_for -gt 'cannot write'
say full "$(shown)"
say full_agents "$(cli ls)"

kill -9 "$(cat "$BOTSTER_RUNTIME_DIR"/*/hub.pid)"
say again_agents "$(cli ls)"
say again "$(shown)"

rm "$BOTSTER_HOME/fill"
wait_for -eq 'cannot'
say over "$(shown)"
say files "$(ls "$BOTSTER_HOME")"
kill -9 "$(cat "$BOTSTER_RUNTIME_DIR"/*/hub.pid)"
say end_agents "$(cli ls)"
cli lua wait user/count.lua --timeout 10 > /dev/null
say end "$(shown)"
cli stop --all > /dev/null
`;

test.skipIf(!canMount())(
  'a full disk is a banner, and costs nothing that was kept before',
  () => {
    const output = execFileSync('unshare', ['-Urm', 'sh', '-c', SCRIPT], {
      encoding: 'utf8',
      env: { ...program.env, NODE: process.execPath, CLI: cliEntry },
      timeout: 100_000,
    });
    const said = Object.fromEntries(
      output
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    expect(said['full']).toMatch(/cannot write .*state\.db.*(full|disk)/);
    for (const agents of ['full_agents', 'again_agents', 'end_agents']) {
      expect(said[agents]).toMatch(/steady +running/);
    }
    // Not taken for damage, though there is not even room for the log's index.
    for (const screen of ['full', 'again', 'over', 'end']) expect(said[screen]).not.toContain('damaged');
    expect(said['over']).not.toContain('cannot');
    expect(said['files']).not.toContain('broken');
    const count = (screen: string): number => Number(/kept (\d+)\./.exec(said[screen] ?? '')?.[1]);
    expect(count('end')).toBeGreaterThanOrEqual(count('over'));
  },
  120_000,
);

function canMount(): boolean {
  try {
    execFileSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs none /mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    console.log('skipped: no file system can be mounted here');
    return false;
  }
}
