// The whole number of kills that the program promises to survive.
import { afterEach, beforeEach, test } from 'vitest';
import { createProgram, type Program } from '../helpers/program.ts';
import { killHubs, killTerminals } from './survival.ts';

let program: Program;
beforeEach(() => {
  program = createProgram();
});
afterEach(() => program.dispose());

test('a terminal killed twenty times under output', () => killTerminals(program, 20));

test('a hub killed ten times under output', () => killHubs(program, 10));
