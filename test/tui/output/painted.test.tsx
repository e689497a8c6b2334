// The whole way of a frame: random widgets above a session with random output, painted, composed and emitted;
// an outer terminal that is given each frame's bytes shows what was composed.
import { Box } from 'ink';
import { expect, test } from 'vitest';
import { createEmitter } from '../../../src/tui/output/emitter.ts';
import { clearTouched } from '../../../src/tui/panes/pane-grid.ts';
import { rootSlot } from '../../../src/tui/widgets/node.tsx';
import { place } from '../../../src/tui/widgets/place.ts';
import { Terminal } from '../../../src/tui/widgets/terminal.tsx';
import { randomFrom as outputFrom, randomText } from '../../host/drawing.ts';
import { viewed } from '../escapes/pane.ts';
import { paint } from '../painter/paint.tsx';
import { randomFrom, randomModal, randomTree } from '../painter/random-tree.tsx';
import { createReference, differences } from './reference.ts';

const [columns, rows] = [60, 20];
const FRAMES = 120;

test.each([41, 42])('random widgets over a random session, seed %i', (seed) => {
  const options = { random: randomFrom(seed), wide: true };
  const output = outputFrom(seed);
  const program = viewed(35, 17);
  const node = { type: 'terminal', agent: 'a1' };
  const element = (key: number) => (
    <Box key={key} width={columns} height={rows} overflow="hidden">
      <Box width={25} overflow="hidden">
        {randomTree(options, 3)}
      </Box>
      <Box width={35} height={17}>
        <Terminal node={node} path="0" placement={place(node, rootSlot)}>
          {[]}
        </Terminal>
      </Box>
      {randomModal(options, columns, rows)}
    </Box>
  );
  const screens = { a1: program.pane() };
  const painting = paint(element(0), columns, rows, screens);
  const { compositor } = painting;
  const emitter = createEmitter({ colors: 'truecolor', bce: true, synchronized: true });
  const reference = createReference(columns, rows);
  for (let frame = 0; frame < FRAMES; frame++) {
    program.write(Buffer.from(randomText(output, 1 + output(8))));
    screens.a1 = program.pane();
    // Now and then the widgets change too.
    if (options.random(4) === 0) painting.render(element(frame));
    else compositor.updatePane('a1', screens.a1);
    clearTouched(screens.a1);
    const touched = Uint8Array.from(compositor.touched);
    const bytes = emitter.render(compositor.grid, null, [], touched);
    compositor.clearTouched();
    reference.write(bytes);
    expect(differences(compositor.grid, reference.grid()), `frame ${frame}`).toEqual([]);
  }
  program.close();
  painting.close();
});
