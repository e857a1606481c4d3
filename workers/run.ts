import { exitCodeOf } from '../src/cli/exit-code.ts';
import { configFolder } from '../src/config/environment.ts';
import { loadSettings } from '../src/config/load-settings.ts';
import { WiredeskError } from '../src/domain/errors.ts';
import { type Context, openContext } from './context.ts';
import { startHeartbeat } from './heartbeat.ts';
import type { Role, StartRole } from './roles/role.ts';

/** Loaded only where they are played: a process with all of them takes three times what the scheduler alone takes. */
const roles = {
  scheduler: async () => (await import('./roles/scheduler.ts')).startScheduler,
  fetch: async () => (await import('./roles/fetch.ts')).startFetch,
  websub: async () => (await import('./roles/websub.ts')).startWebsub,
  normalize: async () => (await import('./roles/normalize.ts')).startNormalize,
  match: async () => (await import('./roles/match.ts')).startMatch,
  deliver: async () => (await import('./roles/deliver.ts')).startDeliver,
  api: async () => (await import('./roles/api.ts')).startApi,
} satisfies Record<string, () => Promise<StartRole>>;

type RoleName = keyof typeof roles;

/** How long jobs in hand may go on after SIGTERM before they are handed back; container runtimes kill after 10 s. */
const graceMs = 8000;

/** How long closing may take after that. What is down then, Redis or PostgreSQL, is not waited for. */
const closeMs = 3000;

/** Plays the roles in this process until SIGTERM or SIGINT; a second signal ends it at once. */
export async function run(names: RoleName[]): Promise<void> {
  try {
    await runUntilSignal(names);
  } catch (error) {
    const isKnown = error instanceof WiredeskError;
    process.stderr.write(`${isKnown ? error.message : (error as Error).stack}\n`);
    process.exitCode = exitCodeOf(error);
  }
  process.exit();
}

async function runUntilSignal(names: RoleName[]): Promise<void> {
  const folder = configFolder(process.env);
  const settings = loadSettings({ folder, env: process.env });
  const stopped = untilSignal();
  const context = await Promise.race([openContext(settings, folder, names), stopped]);
  if (!context) return;
  const started = new Map<RoleName, Role>();
  for (const name of names) {
    const start = await roles[name]();
    started.set(name, await start(context));
  }
  const heartbeat = startHeartbeat(context);
  context.logger.info(
    { store: settings.store.databaseUrl ? 'postgres' : 'embedded', queue: context.queue.kind },
    'started',
  );

  await stopped;
  context.logger.info('stopping');
  heartbeat.stop();
  await stop(context, started);
}

/** Closes what makes work, all at once so that they share the time of grace, and last what answers questions. */
async function stop(context: Context, started: Map<RoleName, Role>): Promise<void> {
  setTimeout(() => {
    context.logger.error({ afterMs: graceMs + closeMs }, 'could not stop in time; ended with work in hand');
    process.exit(1);
  }, graceMs + closeMs);
  const handBack = AbortSignal.timeout(graceMs);
  const working = [...started].filter(([name]) => name !== 'api');
  await Promise.all(working.map(([, role]) => role.close(handBack)));
  await started.get('api')?.close(handBack);
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
