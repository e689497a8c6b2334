import { expect, test } from 'vitest';
import { terminalEnvironment } from '../../src/host/terminal-environment.ts';

test('a program is told of this terminal, and of none around it', () => {
  const around = { TMUX: '/tmp/tmux-0/default,1,0', TMUX_PANE: '%0', STY: '1.a', KITTY_WINDOW_ID: '1' };
  const given = { PATH: '/bin', TERM: 'tmux-256color', TERM_PROGRAM: 'tmux', ...around };
  expect(terminalEnvironment(given, '1.2.3')).toEqual({
    PATH: '/bin',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    TERM_PROGRAM: 'botster-tui',
    TERM_PROGRAM_VERSION: '1.2.3',
  });
});
