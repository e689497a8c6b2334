// What the outer terminal looks like and can do, for the programs in it, for themes and for whoever checks it.
import type { HostClient } from '../protocol/host-client.ts';
import type { HubClient } from '../protocol/hub-client.ts';
import type { TerminalCapabilities } from './terminal/probe.ts';

/** Tells whoever is there. */
export function tellColors(
  { foreground, background, colors: depth, kitty, synchronized, name }: TerminalCapabilities,
  host: HostClient | null,
  hub: HubClient | null,
): void {
  const colors = { ...(foreground ? { foreground } : {}), ...(background ? { background } : {}) };
  const abilities = { depth, kitty, synchronized, ...(name ? { name } : {}) };
  const ignore = (): void => {};
  void host?.peer.call('colors', colors).catch(ignore);
  void hub?.peer.call('view.colors', { ...colors, none: depth === 'none', ...abilities }).catch(ignore);
}
