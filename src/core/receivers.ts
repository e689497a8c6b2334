// Agents that get what is typed in a view in place of the one in focus (`keymap.send_to`): plain data that
// lua/core/receivers.lua keeps with the view.
import type { ViewState } from './view.ts';

const none: readonly string[] = [];

/** Their ids; none while keys go to the agent in focus. */
export function chosenReceivers({ fields }: Pick<ViewState, 'fields'>): readonly string[] {
  const list: unknown = fields['receivers'];
  return Array.isArray(list) ? list.filter((id) => typeof id === 'string') : none;
}
