// The end of a terminal's use of a view, as whoever listens is told of it.
import type { Client } from './client.ts';
import type { Hub } from './hub-types.ts';

/** A client shows its view no more, where it has shown one. */
export function leaveView(hub: Pick<Hub, 'detach' | 'events'>, client: Client): void {
  const { view } = client;
  hub.detach(client);
  if (view !== null) void hub.events.tell('app:detach', { view });
}
