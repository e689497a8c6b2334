// The hub's log: $BOTSTER_HOME/logs/hub.log, rotated at 1 MB, five old ones kept.
import { join } from 'node:path';
import { getRotatingFileSink } from '@logtape/file';
import { configureSync, getLogger } from '@logtape/logtape';

export type Level = 'debug' | 'info' | 'warn' | 'error';

const MAX_BYTES = 1024 * 1024;
const KEPT = 5;

/** Starts the log of this process; call once. Returns the function that writes a line. */
export function openLog(home: string): (level: Level, text: string) => void {
  configureSync({
    reset: true,
    sinks: {
      file: getRotatingFileSink(join(home, 'logs', 'hub.log'), {
        maxSize: MAX_BYTES,
        maxFiles: KEPT,
        // Each line at once: who reads the log looks for what has just happened.
        bufferSize: 0,
      }),
    },
    loggers: [
      { category: ['botster'], sinks: ['file'], lowestLevel: 'info' },
      { category: ['logtape', 'meta'], sinks: ['file'], lowestLevel: 'error' },
    ],
  });
  const logger = getLogger(['botster', 'hub']);
  // Doubled, braces are no placeholders.
  return (level, text) => logger[level](text.replace(/[{}]/g, '$&$&'));
}
