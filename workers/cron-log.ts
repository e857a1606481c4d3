import type { Logger } from '../src/observe/logger.ts';
import type { Observer } from '../src/observe/observer.ts';

/**
 * Where node-cron says what it has to say: it would write coloured lines of its own among ours. That a tick came late,
 * or not at all because the one before still ran, is no fault: the next makes up for it.
 */
export function cronLog(logger: Logger, observer: Observer) {
  const note = (said: string | Error) => logger.debug({ said: String(said) }, 'node-cron');
  return {
    info: note,
    warn: note,
    debug: note,
    error: (said: string | Error, error?: Error) => observer.faultMet('node-cron', error ?? said),
  };
}
