import { createLogger } from '../../src/observe/logger.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { createObserver, type Observer } from '../../src/observe/observer.ts';

/** An observer that logs nothing. */
export function createSilentObserver(now: () => Date): Observer {
  return createObserver(createLogger('silent', 'test'), createMetrics(), () => now().getTime());
}
