// What the screen shows of the terminal's state and of what is being typed.
import type { Overlays } from '../core/overlay.ts';
import type { InputState } from './input/input-state.ts';
import { type Keymap, withReserved } from './input/keymap.ts';
import { followingRows } from './input/which-key.ts';
import { factsOf } from './input-context.ts';
import type { Details } from './overlays/details.tsx';
import type { Help } from './overlays/help.tsx';
import type { WhichKey } from './overlays/which-key-panel.tsx';
import type { PaneScreen } from './panes/pane-grid.ts';
import type { StageProps } from './stage.tsx';
import { connectionNotice, focusOf, type UiState } from './state.ts';
import type { EditorState, Inputs } from './widgets/contexts.ts';

export function propsOf(
  state: UiState,
  input: InputState,
  showsWhichKey: boolean,
  screen: PaneScreen | null,
): StageProps {
  const overlays = openOverlays(state.overlays, input);
  return {
    tree: state.tree,
    focus: focusOf(state),
    overlays,
    promptState: input.prompt,
    inputs: inputsOf(input),
    whichKey: showsWhichKey ? whichKeyOf(state, input, screen) : null,
    help: helpOf(state, input),
    details: detailsOf(overlays, input),
    notice: connectionNotice(state),
    bannerKeys: bannerKeys(state.keymap),
  };
}

/** Without the prompt that was answered here: the hub takes it away a moment later. */
function openOverlays(overlays: Overlays, { prompt }: InputState): Overlays {
  return overlays.prompt && !prompt ? { ...overlays, prompt: null } : overlays;
}

function inputsOf({ fields, field, filter }: InputState): Inputs {
  const editors: Record<string, EditorState> = {};
  for (const [path, { line }] of Object.entries(fields)) editors[path] = line;
  return { editors, focused: field, filter };
}

function whichKeyOf(state: UiState, { chords }: InputState, screen: PaneScreen | null): WhichKey {
  const pending = chords.map(({ chord }) => chord);
  const rows = followingRows(state.keymap, state.view?.mode ?? 'terminal', pending, factsOf(state, screen));
  return { pending: pending.join(' '), entries: rows };
}

function helpOf({ keymap }: UiState, { help }: InputState): Help | null {
  return help && { table: withReserved(keymap), ...help };
}

function detailsOf({ banners }: Overlays, { details }: InputState): Details | null {
  const banner = banners.find(({ id }) => id === details?.banner);
  return banner && details ? { banner, offset: details.offset } : null;
}

/** The shortest keys that open a banner, for its line. */
function bannerKeys({ table }: Keymap): string {
  const bindings = table.bindings.filter(
    ({ target }) => target.kind === 'local' && target.action === 'banner.details',
  );
  const fromTerminal = bindings.find(({ mode }) => mode === 'terminal') ?? bindings[0];
  return fromTerminal ? `${fromTerminal.keys.join(' ')} details` : '';
}
