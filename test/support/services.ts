import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';

/** A server of a test's own, to be stopped and started at will. */
export interface Service {
  url: string;
  start(): Promise<void>;
  /** Ends it without ceremony; what it holds on disk stays. */
  kill(): Promise<void>;
  /** Ends it and removes what it holds. */
  remove(): Promise<void>;
}

const postgresBin = findPostgresBin();
const redisBin = (process.env['PATH'] ?? '')
  .split(':')
  .map((folder) => join(folder, 'redis-server'))
  .find(existsSync);

/** Whether redis-server and PostgreSQL's programs are installed here. */
export const canStartServices = postgresBin !== undefined && redisBin !== undefined;

/** A Redis that keeps nothing on disk. */
export async function prepareRedis(): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server: ChildProcess | null = null;
  const service: Service = {
    url,
    async start() {
      const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
      server = spawn(redisBin ?? '', options, { stdio: 'ignore' });
      await until(() => answersRedis(url));
    },
    async kill() {
      await end(server, 'SIGKILL');
    },
    async remove() {
      await service.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return service;
}

/** A PostgreSQL cluster with one database, `wiredesk`. */
export async function preparePostgres(): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-postgres-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  const port = await freePort();
  const serverUrl = `postgresql://postgres@127.0.0.1:${port}`;
  const user = await postgresUser();
  if (user) await Promise.all([folder, data].map((path) => chown(path, user.uid, user.gid)));
  const run = (program: string, options: string[]) =>
    spawn(join(postgresBin ?? '', program), options, { stdio: 'ignore', ...user });

  let server: ChildProcess | null = null;
  const service: Service = {
    url: `${serverUrl}/wiredesk`,
    async start() {
      server = run('postgres', [
        '-D',
        data,
        '-p',
        String(port),
        '-h',
        '127.0.0.1',
        '-k',
        folder,
        '-c',
        'max_connections=200',
      ]);
      await until(() => answersPostgres(serverUrl));
    },
    async kill() {
      // Immediate shutdown: as after a crash, the log is replayed at the next start.
      await end(server, 'SIGQUIT');
    },
    async remove() {
      await service.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await once(run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync']), 'exit');
  await service.start();
  const client = new pg.Client({ connectionString: `${serverUrl}/postgres` });
  await client.connect();
  await client.query('create database wiredesk');
  await client.end();
  return service;
}

function findPostgresBin(): string | undefined {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) return undefined;
  return readdirSync(versions)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(versions, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
}

/** PostgreSQL refuses to run as root; Debian's package makes a user for it. */
async function postgresUser(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const id = async (option: string) => {
    const child = spawn('id', [option, 'postgres']);
    const [output] = (await once(child.stdout, 'data')) as [Buffer];
    return Number(output.toString());
  };
  return { uid: await id('-u'), gid: await id('-g') };
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
}

async function until(isThere: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await isThere()) return;
    await delay(100);
  }
  throw new Error('the service did not start within 20 s');
}

async function answersRedis(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  const answers = await client.connect().then(
    () => true,
    () => false,
  );
  client.disconnect();
  return answers;
}

async function answersPostgres(serverUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: `${serverUrl}/postgres` });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function end(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}
