import { configFolder } from '../src/config/environment.ts';
import { loadSettings } from '../src/config/load-settings.ts';
import { WiredeskError } from '../src/domain/errors.ts';
import { openContext } from './context.ts';
import { startHeartbeat } from './heartbeat.ts';
import { startApi } from './roles/api.ts';
import { startFetch } from './roles/fetch.ts';
import { startNormalize } from './roles/normalize.ts';
import type { Role, StartRole } from './roles/role.ts';
import { startScheduler } from './roles/scheduler.ts';

/** In the order in which they close: what makes work first, what answers questions last. */
const roles = {
  scheduler: startScheduler,
  fetch: startFetch,
  normalize: startNormalize,
  api: startApi,
} satisfies Record<string, StartRole>;

export type RoleName = keyof typeof roles;

/** How long jobs in hand may go on after SIGTERM before they are handed back; container runtimes kill after 10 s. */
const graceMs = 8000;

/** Plays the roles in this process until SIGTERM or SIGINT; a second signal ends it at once. */
export async function run(names: RoleName[]): Promise<void> {
  try {
    await runUntilSignal(names);
  } catch (error) {
    const isKnown = error instanceof WiredeskError;
    process.stderr.write(`${isKnown ? error.message : (error as Error).stack}\n`);
    process.exitCode = isKnown ? 2 : 1;
  }
  process.exit();
}

async function runUntilSignal(names: RoleName[]): Promise<void> {
  const folder = configFolder(process.env);
  const settings = loadSettings({ folder, env: process.env });
  const stopped = untilSignal();
  const context = await openContext(settings, folder, names);
  const started: Role[] = [];
  for (const name of names) started.push(await roles[name](context));
  const heartbeat = startHeartbeat(context);
  context.logger.info(
    { store: settings.store.databaseUrl ? 'postgres' : 'embedded', queue: context.queue.kind },
    'started',
  );

  await stopped;
  context.logger.info('stopping');
  heartbeat.stop();
  const handBack = AbortSignal.timeout(graceMs);
  for (const role of started) await role.close(handBack);
  await context.close();
}

async function untilSignal(): Promise<void> {
  const { promise, resolve: stop } = Promise.withResolvers<void>();
  let signals = 0;
  const onSignal = () => {
    signals += 1;
    if (signals > 1) process.exit(1);
    stop();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  await promise;
}
