// What the outer terminal looks like, for the programs in it and for themes.
import type { HostClient } from '../protocol/host-client.ts';
import type { HubClient } from '../protocol/hub-client.ts';
import type { TerminalCapabilities } from './terminal/probe.ts';

/** Tells whoever is there. */
export function tellColors(
  { foreground, background, colors: depth }: TerminalCapabilities,
  host: HostClient | null,
  hub: HubClient | null,
): void {
  const colors = { ...(foreground ? { foreground } : {}), ...(background ? { background } : {}) };
  const ignore = (): void => {};
  void host?.peer.call('colors', colors).catch(ignore);
  void hub?.peer.call('view.colors', { ...colors, none: depth === 'none' }).catch(ignore);
}
