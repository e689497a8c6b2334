// The hub's log: $BOTSTER_HOME/logs/hub.log, rotated at 1 MB, five old ones kept.
import { join } from 'node:path';
import { getRotatingFileSink } from '@logtape/file';
import { configureSync, getLogger, type Logger } from '@logtape/logtape';

const MAX_BYTES = 1024 * 1024;
const KEPT = 5;

/** Starts the log of this process; call once. */
export function openLog(home: string): Logger {
  configureSync({
    reset: true,
    sinks: {
      file: getRotatingFileSink(join(home, 'logs', 'hub.log'), { maxSize: MAX_BYTES, maxFiles: KEPT }),
    },
    loggers: [
      { category: ['botster'], sinks: ['file'], lowestLevel: 'info' },
      { category: ['logtape', 'meta'], sinks: ['file'], lowestLevel: 'error' },
    ],
  });
  return getLogger(['botster', 'hub']);
}
