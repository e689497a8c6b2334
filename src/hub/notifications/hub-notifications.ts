// Notifications with the hub around them.
import type { Agents } from '../agents.ts';
import type { Audience } from '../audience.ts';
import { createNotifications, type NotificationParts, type Notifications } from './notifications.ts';

/** `audience` is asked when something is told: it may be made later. */
export function createHubNotifications(
  parts: Omit<NotificationParts, 'voices' | 'isWatched' | 'nameOf'> & {
    readonly agents: Agents;
    readonly audience: Audience;
  },
): Notifications {
  const { agents, audience, ...rest } = parts;
  return createNotifications({
    ...rest,
    voices: (all) =>
      audience.voices(all).map(({ peer }) => ({ notify: (told) => peer.notify('view.notify', told) })),
    isWatched: audience.isWatched,
    nameOf: (id) => agents.get(id)?.name,
  });
}
