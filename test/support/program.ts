import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A folder with configuration and data of a program under test. */
export interface ProgramFolder {
  feedsFile: string;
  dataFolder: string;
  env: Record<string, string>;
  remove(): void;
}

/** A feeds.yaml of these addresses. */
export function feedsYaml(urls: string[], every: string): string {
  const feeds =
    urls.length === 0 ? ' []' : urls.map((url) => `\n  - { url: "${url}", every: ${every} }`).join('');
  return `feeds:${feeds}\n`;
}

/** Makes a folder whose feeds.yaml lists `urls`; `settings` are environment variables. */
export function makeProgramFolder(
  urls: string[],
  settings: Record<string, string> = {},
  every = '1s',
): ProgramFolder {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-program-'));
  const config = join(folder, 'config');
  const dataFolder = join(folder, 'data');
  mkdirSync(config);
  cpSync(join(root, 'config', 'rules'), join(config, 'rules'), { recursive: true });
  const feedsFile = join(config, 'feeds.yaml');
  writeFileSync(feedsFile, feedsYaml(urls, every));
  return {
    feedsFile,
    dataFolder,
    env: {
      WIREDESK_CONFIG_FOLDER: config,
      WIREDESK_DATA_FOLDER: dataFolder,
      WIREDESK_API_PORT: '0',
      WIREDESK_LOG_LEVEL: 'warn',
      WIREDESK_FETCH_ALLOW_HOSTS: '127.0.0.1',
      WIREDESK_SCHEDULE_MIN_INTERVAL_SECONDS: '1',
      WIREDESK_SCHEDULE_PER_HOST: '100',
      WIREDESK_SCHEDULE_SPACING_MS: '0',
      WIREDESK_PAGES_FULL_TEXT: 'never',
      ...settings,
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A worker process that is started again whenever it ends, until it is stopped. */
export interface Worker {
  readonly pid: number;
  kill(): void;
  stop(): Promise<void>;
}

/** Runs `workers/NAME.ts`, and runs it again when it dies. */
export function superviseWorker(name: string, env: Record<string, string>): Worker {
  let isStopping = false;
  let child = start();

  function start(): ChildProcess {
    const { PATH = '' } = process.env;
    const worker = spawn(process.execPath, [join(root, 'workers', `${name}.ts`)], {
      cwd: root,
      env: { PATH, ...env },
      stdio: ['ignore', 'ignore', process.env['WIREDESK_TEST_LOG'] ? 'inherit' : 'ignore'],
    });
    worker.once('exit', () => {
      if (!isStopping) child = start();
    });
    return worker;
  }

  return {
    get pid() {
      return child.pid ?? 0;
    },
    kill: () => child.kill('SIGKILL'),
    async stop() {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
