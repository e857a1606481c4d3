import { describe, expect, inject, test } from 'vitest';
import { runInProcess } from './run-command.ts';

const server = inject('databaseUrl');

describe.skipIf(!server)('a store that lets nobody in', () => {
  test.each([
    ['has no such database', '/no_such_desk', /database "no_such_desk" does not exist/],
    ['knows no such user', 'no_such_user', /"no_such_user"/],
  ])('%s: is a fault of ours, with the way out', async (_fact, given, said) => {
    const url = new URL(server);
    if (given.startsWith('/')) url.pathname = given;
    else url.username = given;
    const { code, stdout, stderr } = await runInProcess(['feeds', 'list'], { databaseUrl: url.href });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^wiredesk: the store does not let us in: .*; correct DATABASE_URL\n$/);
    expect(stderr).toMatch(said);
  });
});
