import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runCli } from '../../src/cli/run-cli.ts';
import { loadSettings } from '../../src/config/load-settings.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import { createPoster } from '../../src/fetch/poster.ts';
import { createChannels } from '../../src/pipeline/channels.ts';
import { openPool } from '../../src/store/db.ts';
import { readRules } from '../../workers/rules.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const configFolder = join(projectFolder, 'config');
const checkoutProgram = join(projectFolder, 'bin/wiredesk.js');

/** How a command line ended. */
export interface CommandRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What a command line finds around it. */
export interface Surroundings {
  cwd?: string;
  stdin?: string | Uint8Array;
  env?: Record<string, string>;
  /** The store; a command that opens one without it fails. */
  databaseUrl?: string;
  isTTY?: boolean;
  /** The file that starts the program; the checkout's by default. */
  program?: string;
  signal?: AbortSignal;
}

/** The time at which commands run. */
export const runAt = new Date('2030-01-02T03:04:05Z');

/** Runs a command line in this process, on real parts; hosts of this machine may be fetched. */
export async function runInProcess(argv: string[], surroundings: Surroundings = {}): Promise<CommandRun> {
  const { cwd = tmpdir(), stdin = '', env = {}, databaseUrl, isTTY = false } = surroundings;
  const stdout = collector(isTTY);
  const stderr = collector(isTTY);
  const settings = loadSettings({ folder: configFolder, env });
  const code = await runCli(argv, {
    env,
    cwd,
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    signal: surroundings.signal ?? new AbortController().signal,
    now: () => runAt,
    loadSettings: async () => settings,
    loadRules: async () => readRules(env['WIREDESK_CONFIG_FOLDER'] ?? configFolder),
    openFetcher: async () =>
      createFetcher({ ...settings.fetch, allowHosts: ['127.0.0.1'], userAgent: 'Wiredesk/test' }),
    async openChannels(pool) {
      const limits = { ...settings.fetch, allowHosts: ['127.0.0.1'], userAgent: 'Wiredesk/test' };
      const poster = createPoster({ ...limits, maxRedirects: 0 });
      return { channels: createChannels({ db: pool, poster, mail: null }), close: () => poster.close() };
    },
    async openStore() {
      if (databaseUrl === undefined) throw new Error('this command has no store');
      const pool = openPool(databaseUrl, 4, () => undefined);
      return { pool, close: () => pool.end() };
    },
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** Starts the program itself. */
export function startProgram(
  argv: string[],
  { cwd = tmpdir(), env = {}, program = checkoutProgram }: Surroundings = {},
) {
  const surroundings = { ...process.env, WIREDESK_CONFIG_FOLDER: configFolder, ...env };
  return spawn(process.execPath, [program, ...argv], { cwd, env: surroundings, stdio: 'pipe' });
}

/** Runs the program itself. */
export async function runProgram(argv: string[], surroundings: Surroundings = {}): Promise<CommandRun> {
  const child = startProgram(argv, surroundings);
  child.stdin.on('error', () => undefined);
  child.stdin.end(surroundings.stdin ?? '');
  const [[code], stdout, stderr] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, stdout, stderr };
}

/** The lines of NDJSON. */
export function readNdjson(output: string): Record<string, unknown>[] {
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function collector(isTTY: boolean) {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => Buffer.concat(chunks).toString() };
}
