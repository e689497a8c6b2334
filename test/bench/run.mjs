// `npm run bench [-- --only NAME] [--json FILE]`: figures of the built program, from outside, each beside what
// it should be. The figures are this machine's, now: compare only within one run.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { atRest } from './at-rest.mjs';
import { echo, floodEcho } from './echo.mjs';
import { echoCpu } from './echo-cpu.mjs';
import { fleet } from './fleet.mjs';
import { frames } from './frames.mjs';
import { hostile } from './hostile.mjs';
import { parseThroughput } from './parse.mjs';
import { save } from './save.mjs';
import { starts } from './starts.mjs';
import { told } from './told.mjs';

const measures = {
  starts,
  save,
  told,
  echo,
  flood: floodEcho,
  fleet,
  frames,
  hostile,
  parse: parseThroughput,
  'echo-cpu': echoCpu,
  rest: atRest,
};

const { only, json } = parseArgs({
  options: { only: { type: 'string' }, json: { type: 'string' } },
}).values;
if (only && !measures[only]) {
  console.error(`there is no measure ${only}: ${Object.keys(measures).join(', ')}`);
  process.exit(2);
}

const print = ({ name, value, unit, target }) => {
  const wanted = target === undefined ? '' : `<= ${target}`;
  const verdict = target !== undefined && !(value <= target) ? 'MISSED' : '';
  console.log(
    `${name.padEnd(24)}${value.toFixed(2).padStart(10)} ${unit.padEnd(16)}${wanted.padEnd(10)}${verdict}`,
  );
};

const rows = [];
let failed = false;
for (const [name, measure] of Object.entries(measures)) {
  if (only && name !== only) continue;
  try {
    for (const found of await measure()) {
      rows.push(found);
      print(found);
    }
  } catch (error) {
    failed = true;
    console.log(`${name}: FAILED: ${error.message}`);
  }
}
const text = JSON.stringify({ node: process.version, failed, rows });
if (json) writeFileSync(json, `${text}\n`);
else console.log(text);
process.exit(failed ? 1 : 0);
