// What a program learns of its terminal from its environment: that it is this one, and no other around it.

/** Variables by which a terminal or multiplexer says that a program runs in it. */
const OTHERS = [
  'TMUX',
  'TMUX_PANE',
  'STY',
  'ZELLIJ',
  'ZELLIJ_PANE_ID',
  'ZELLIJ_SESSION_NAME',
  'KITTY_WINDOW_ID',
  'KITTY_PID',
  'WEZTERM_PANE',
  'WEZTERM_EXECUTABLE',
  'ALACRITTY_WINDOW_ID',
  'GHOSTTY_RESOURCES_DIR',
  'ITERM_SESSION_ID',
  'LC_TERMINAL',
  'LC_TERMINAL_VERSION',
  'KONSOLE_VERSION',
  'VTE_VERSION',
  'WT_SESSION',
];

/**
 * `env` as a session has it. A program that took the terminal around us for its own would, for one, wrap what it
 * prints in that one's passthrough.
 */
export function terminalEnvironment(
  env: Readonly<Record<string, string>>,
  version: string,
): Record<string, string> {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !OTHERS.includes(name)));
  return {
    ...own,
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    TERM_PROGRAM: 'botster-tui',
    TERM_PROGRAM_VERSION: version,
  };
}
