import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface ProgramOptions {
  /** The files in workers/, without .ts, one process each. */
  workers: readonly string[];
  /** On top of what this process has, less everything that sets Wiredesk up. */
  env: Record<string, string>;
  /** Where each worker writes a CPU profile when it ends; null for none. */
  profileFolder: string | null;
}

/** The program under test, as it runs in production. */
export interface Program {
  workers: { role: string; pid: number }[];
  /** @throws when a worker has ended, with what it last wrote. */
  assertRunning(): void;
  stop(): Promise<void>;
}

interface Worker {
  role: string;
  child: ChildProcess;
  /** The end of what it wrote to stderr. */
  written: string;
}

const keptCharacters = 4000;
const workersFolder = fileURLToPath(new URL('../../workers/', import.meta.url));

export function startProgram({ workers, env, profileFolder }: ProgramOptions): Program {
  const running = workers.map((role) =>
    startWorker(role, { ...unconfigured(process.env), ...env }, profileFolder),
  );
  // Should the bench itself die, its workers must not go on.
  const killAll = () => running.forEach(({ child }) => void child.kill('SIGKILL'));
  process.once('exit', killAll);
  return {
    workers: running.map(({ role, child }) => ({ role, pid: child.pid ?? 0 })),
    assertRunning() {
      const dead = running.find(({ child }) => hasEnded(child));
      if (dead) throw new Error(`workers/${dead.role}.ts ended:\n${dead.written}`);
    },
    async stop() {
      await Promise.all(running.map(({ child }) => stop(child)));
      process.off('exit', killAll);
    },
  };
}

function startWorker(role: string, env: NodeJS.ProcessEnv, profileFolder: string | null): Worker {
  const profiling = profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [];
  const child = spawn(process.execPath, [...profiling, `${workersFolder}${role}.ts`], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const worker: Worker = { role, child, written: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    worker.written = (worker.written + text).slice(-keptCharacters);
  });
  return worker;
}

/** The environment without the variables that the program reads. */
function unconfigured(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isOurs = (name: string) => /^(WIREDESK_|(DATABASE|REDIS)_URL)/.test(name);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isOurs(name)));
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
