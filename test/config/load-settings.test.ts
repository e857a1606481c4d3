import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configFolder } from '../../src/config/environment.ts';
import { loadSettings } from '../../src/config/load-settings.ts';
import { configFolderWith, faultsOf } from './config-folder.ts';

const secret = 'hunter2';

function load(yaml: string | null, env: Record<string, string> = {}) {
  const folder = configFolderWith(yaml === null ? {} : { 'wiredesk.yaml': yaml });
  return loadSettings({ folder, env });
}

function faults(yaml: string | Uint8Array, env: Record<string, string> = {}) {
  const folder = configFolderWith({ 'wiredesk.yaml': yaml });
  return faultsOf(() => loadSettings({ folder, env }), folder);
}

describe('settings', () => {
  test('are all at their defaults without a file', () => {
    const settings = load(null);
    expect(settings.fetch.timeoutMs).toBe(30_000);
    expect(settings.store.databaseUrl).toBeNull();
    expect(settings.fetch.allowHosts).toEqual([]);
  });

  test('come from the file, and a section left empty counts as absent', () => {
    const settings = load('fetch:\n  timeoutMs: 5000\n  allowHosts: [10.0.0.0/8, feeds.internal]\napi:\n');
    expect(settings.fetch).toMatchObject({
      timeoutMs: 5000,
      maxRedirects: 5,
      allowHosts: ['10.0.0.0/8', 'feeds.internal'],
    });
    expect(settings.api.port).toBe(8080);
  });

  test('from the environment are laid over those of the file', () => {
    const settings = load('fetch:\n  timeoutMs: 5000\n  maxRedirects: 2\n', {
      WIREDESK_FETCH_TIMEOUT_MS: '7000',
      WIREDESK_FETCH_ALLOW_HOSTS: '192.168.1.4, ::1',
      WIREDESK_SCHEDULE_JITTER_RATIO: '0.25',
      WIREDESK_LOG_LEVEL: 'debug',
      WIREDESK_API_PORT: '',
      DATABASE_URL: 'postgres://desk@db.example/news',
    });
    expect(settings.fetch).toMatchObject({
      timeoutMs: 7000,
      maxRedirects: 2,
      allowHosts: ['192.168.1.4', '::1'],
    });
    expect(settings.schedule.jitterRatio).toBe(0.25);
    expect(settings.log.level).toBe('debug');
    expect(settings.api.port).toBe(8080);
    expect(settings.store.databaseUrl).toBe('postgres://desk@db.example/news');
  });

  test('read numbers that commas separate in a variable, and say which are none', () => {
    expect(load(null, { WIREDESK_FETCH_PORTS: '443, 8443' }).fetch.ports).toEqual([443, 8443]);
    expect(load('fetch:\n  ports: [443]\n').fetch.ports).toEqual([443]);
    const { lines } = faults('', { WIREDESK_FETCH_PORTS: '443,http' });
    expect(lines[0]).toContain('WIREDESK_FETCH_PORTS: fetch.ports[1] is "http"; use a list of whole numbers');
  });

  test('read a secret from the file that a _FILE variable names', () => {
    const folder = configFolderWith({ 'redis-url': `redis://:${secret}@cache.example:6379\n` });
    const settings = loadSettings({ folder, env: { REDIS_URL_FILE: join(folder, 'redis-url') } });
    expect(settings.queue.redisUrl).toBe(`redis://:${secret}@cache.example:6379`);
  });
});

describe('faults in settings', () => {
  test('are reported all at once, each with its line, value, range and way out', () => {
    const { code, lines } = faults(
      'api:\n  port: 99999\n\nfetch:\n  # slow\n  timeoutMs: soon\n  maxRedirects: 1.5\n',
    );
    expect(code).toBe('invalid-settings');
    expect(lines).toEqual([
      'wiredesk.yaml:2: api.port is 99999; use a whole number from 0 to 65535, or leave it out for 8080',
      'wiredesk.yaml:6: fetch.timeoutMs is "soon"; use a whole number from 100 to 600000, or leave it out for 30000',
      'wiredesk.yaml:7: fetch.maxRedirects is 1.5; use a whole number from 0 to 20, or leave it out for 5',
    ]);
  });

  test('name the nearest known key for an unknown one, in another section, too', () => {
    expect(faults('fetch:\n  timeoutMS: 5\nfech: {}\nmaxRedirects: 3\n').lines).toEqual([
      'wiredesk.yaml:2: fetch.timeoutMS is not known; the nearest known key is fetch.timeoutMs',
      'wiredesk.yaml:3: fech is not known; the nearest known key is fetch',
      'wiredesk.yaml:4: maxRedirects is not known; the nearest known key is fetch.maxRedirects',
    ]);
  });

  test('in list entries are put on the line of the entry', () => {
    expect(faults('fetch:\n  allowHosts:\n    - ok.example\n    - "no good"\n').lines).toEqual([
      'wiredesk.yaml:4: fetch.allowHosts[1] is "no good"; use host names, IP addresses or CIDR ranges, each with or without :PORT behind it',
    ]);
  });

  test('in the environment name the variable, beside those in the file', () => {
    const env = { WIREDESK_API_PORT: 'http', WIREDESK_FETCH_TIMEOUT: '5', WIREDESK_STORE_DATABASE_URL: 'x' };
    expect(faults('log:\n  level: loud\n', env).lines.toSorted()).toEqual([
      'WIREDESK_API_PORT: api.port is "http"; use a whole number from 0 to 65535, or leave it out for 8080',
      'WIREDESK_FETCH_TIMEOUT: no setting has this name; the nearest known one is WIREDESK_FETCH_TIMEOUT_MS',
      'WIREDESK_STORE_DATABASE_URL: no setting has this name; the nearest known one is DATABASE_URL',
      'wiredesk.yaml:2: log.level is "loud"; use one of silent, fatal, error, warn, info, debug, trace, or leave it out for info',
    ]);
  });

  test.each([
    ['the value of a secret', `store:\n  databaseUrl: mysql://root:${secret}@db.example/x\n`, {}],
    ['a secret that lost its space', `store:\n  databaseUrl:postgres://root:${secret}@db.example/x\n`, {}],
    [
      'a secret in a broken file',
      `store:\n  databaseUrl: "postgres://root:${secret}@db\n  poolSize: [\n`,
      {},
    ],
    ['a secret under a wrong key', `store:\n  databaseURL: postgres://root:${secret}@db.example/x\n`, {}],
    ['a secret after a tag sign', `store:\n  databaseUrl: !${secret} x\n`, {}],
    ['a secret in the environment', '', { REDIS_URL: `redis+sentinel://:${secret}@a:1` }],
  ])('never show %s', (_, yaml, env: Record<string, string>) => {
    const { code, lines } = faults(yaml, env);
    expect(code).toBe('invalid-settings');
    expect(lines.join('\n')).not.toContain(secret);
  });

  test('tell of a secret that is given twice, or whose file is not there', () => {
    const { lines } = faults('', {
      DATABASE_URL: 'postgres://a/b',
      DATABASE_URL_FILE: '/x',
      REDIS_URL_FILE: '/none/such',
    });
    expect(lines).toEqual([
      'DATABASE_URL_FILE: DATABASE_URL is set, too; unset one of the two',
      'REDIS_URL_FILE: the file /none/such cannot be read; see that it is a file this user may read',
    ]);
  });

  test('tell which of two settings that contradict each other was changed', () => {
    expect(faults('schedule:\n  intervalSeconds: 30\n').lines).toEqual([
      'wiredesk.yaml:2: schedule.intervalSeconds is 30; use at least schedule.minIntervalSeconds, which is 60',
    ]);
    expect(faults('', { WIREDESK_SCHEDULE_MIN_INTERVAL_SECONDS: '1000' }).lines).toEqual([
      'WIREDESK_SCHEDULE_MIN_INTERVAL_SECONDS: schedule.minIntervalSeconds is 1000; use at most schedule.intervalSeconds, which is 900',
    ]);
  });

  test('tell of a file that is no YAML', () => {
    expect(faults('api:\n  port: 1\n  port: 2\n').lines).toEqual([
      'wiredesk.yaml:3: this key stands twice in its map; delete one of the two',
    ]);
    expect(faults('api:\n\tport: 1\n').lines[0]).toMatch(/^wiredesk\.yaml:2: this is not valid YAML: /);
    expect(faults('? [a, b]\n: c\n').lines[0]).toMatch(/^wiredesk\.yaml:1: this is not valid YAML: /);
    expect(faults('- api\n').lines).toEqual(['wiredesk.yaml:1: the file is a list; use a map of sections']);
    expect(faults(Uint8Array.of(0x61, 0xff)).lines).toEqual([
      'wiredesk.yaml: the file is not in UTF-8; save it as UTF-8',
    ]);
  });

  test('tell of aliases that blow up and of nesting without end', () => {
    const bomb = [
      'a0: &a0 [x, x]',
      ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
    ];
    expect(faults(bomb.join('\n')).lines.join()).toMatch(/^wiredesk\.yaml: the aliases/);
    expect(faults('['.repeat(100_000)).code).toBe('invalid-settings');
  });
});

test('variables of the test suite are no settings', () => {
  expect(load(null, { WIREDESK_TEST_REDIS_URL: 'redis://localhost' }).queue.redisUrl).toBeNull();
});

test('the config folder is the one the environment names, else config', () => {
  expect(configFolder({})).toBe('config');
  expect(configFolder({ WIREDESK_CONFIG_FOLDER: '/etc/wiredesk' })).toBe('/etc/wiredesk');
});
