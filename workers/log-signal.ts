import { createLogSignal, type Growing, type LogSignal, logHead } from '../src/store/log-signal.ts';
import type { Context } from './context.ts';

/** How late a reader of the log may hear of an event where the store does not notify. */
const pollMs = 500;

/** The signal of the log, or of another head, as the store gives it: the embedded one passes no NOTIFY on. */
export function openLogSignal({ pool, settings, observer }: Context, growing: Growing = logHead): LogSignal {
  return createLogSignal(pool, growing, {
    notifies: settings.store.databaseUrl !== null,
    pollMs,
    onFault: (error) => observer.faultMet('log signal', error),
  });
}
