// Events that somebody traces: noted in full for as long as there is such a somebody, each with a log of its own.
import { nameGlob } from '../core/name-glob.ts';
import type { TracedEvent } from '../lua/types.ts';
import { createEventLog, type EventLog } from './event-log.ts';

export interface TraceRequest {
  /** A glob on the names of events. */
  readonly events: string;
  /** Id or name: only events about this agent. */
  readonly agent?: string | undefined;
}

export interface Traces {
  /** Begins a trace, until `gone` aborts. */
  open(request: TraceRequest, gone: AbortSignal): EventLog['next'];
  note(events: readonly TracedEvent[]): void;
  /** What is traced. */
  globs(): readonly string[];
}

/** `onChange` is called when other events are to be noted. */
export function createTraces(onChange: () => void): Traces {
  const open = new Set<{ readonly request: TraceRequest; readonly log: EventLog }>();
  return {
    open(request, gone) {
      const trace = { request, log: createEventLog() };
      open.add(trace);
      onChange();
      gone.addEventListener('abort', () => {
        open.delete(trace);
        onChange();
      });
      return trace.log.next;
    },
    note(events) {
      for (const event of events) {
        for (const { request, log } of open) if (isMeant(request, event)) log.note(event.event, event);
      }
    },
    globs: () => [...new Set([...open].map(({ request }) => request.events))],
  };
}

function isMeant({ events, agent }: TraceRequest, { event, agent: about }: TracedEvent): boolean {
  if (agent !== undefined && about?.id !== agent && about?.name !== agent) return false;
  return nameGlob(events).test(event);
}
