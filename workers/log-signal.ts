import { createLogSignal, type LogSignal } from '../src/store/log-signal.ts';
import type { Context } from './context.ts';

/** How late a reader of the log may hear of an event where the store does not notify. */
const pollMs = 500;

/** The signal of the log as the store gives it: the embedded one passes no NOTIFY on. */
export function openLogSignal({ pool, settings, observer }: Context): LogSignal {
  return createLogSignal(pool, {
    notifies: settings.store.databaseUrl !== null,
    pollMs,
    onFault: (error) => observer.faultMet('log signal', error),
  });
}
