import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import type { Newswire } from './newswire.ts';

/** The program, running in a process of its own on a folder of its own. */
export interface Program {
  /** Of the HTTP API. */
  url: string;
  folder: string;
  dataFolder: string;
  /** Aborted when the process ends by itself. */
  ended: AbortSignal;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Starts `npm start`'s program on the newswire's feeds and resolves when its API listens. Null when the program ended
 * before that; it has said why, and nothing is left of it.
 */
export async function startProgram(newswire: Newswire): Promise<Program | null> {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-demo-'));
  const configFolder = join(folder, 'config');
  const dataFolder = join(folder, 'data');
  mkdirSync(configFolder);
  cpSync(join(root, 'config', 'rules'), join(configFolder, 'rules'), { recursive: true });
  writeFileSync(join(configFolder, 'feeds.yaml'), feedsFile(newswire));

  const ended = new AbortController();
  const child = spawn(process.execPath, [join(root, 'workers', 'all.ts')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'pipe'],
    // Ctrl+C is for the demo, which then ends the program.
    detached: true,
    env: {
      ...process.env,
      WIREDESK_CONFIG_FOLDER: configFolder,
      WIREDESK_DATA_FOLDER: dataFolder,
      WIREDESK_FETCH_ALLOW_HOSTS: '127.0.0.1',
      // All outlets are one host here.
      WIREDESK_SCHEDULE_PER_HOST: '20',
      WIREDESK_SCHEDULE_SPACING_MS: '0',
      WIREDESK_PAGES_FULL_TEXT: 'never',
      WIREDESK_SCHEDULE_BACKOFF_CEILING_SECONDS: '60',
    },
  });
  child.once('exit', () => ended.abort());
  const url = await apiUrl(child.stderr, ended.signal);
  if (url === null) {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  return {
    url,
    folder,
    dataFolder,
    ended: ended.signal,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function feedsFile({ feeds }: Newswire): string {
  return stringify({
    feeds: feeds.map(({ key, url, outlet, section, language, intervalSeconds }) => {
      return { key, url, outlet, section, language, every: `${intervalSeconds}s` };
    }),
  });
}

/** Reads the program's log until it says where its API listens, or ends; what is no log line is passed on. */
async function apiUrl(log: NodeJS.ReadableStream, ended: AbortSignal): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  ended.addEventListener('abort', () => resolve(null));
  createInterface({ input: log }).on('line', (line) => {
    if (!line.startsWith('{')) return process.stderr.write(`${line}\n`);
    const { msg, url } = JSON.parse(line) as { msg?: string; url?: string };
    if (msg === 'API listening' && url) resolve(url);
  });
  return promise;
}
