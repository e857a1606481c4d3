import { expect, test } from 'vitest';
import { fetchOnce, serve } from './loopback.ts';

test('a fetch is asked for at every hop, and ends where it is not admitted', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/old') response.writeHead(302, { location: '/new' }).end();
    else response.end('here');
  });
  const asked: string[] = [];
  const admits = async ({ pathname }: URL) => {
    asked.push(pathname);
    return pathname === '/old';
  };
  const outcome = await fetchOnce(`${server.url}/old`, { admits });
  expect(outcome).toMatchObject({ kind: 'failed', code: 'robots', url: `${server.url}/new` });
  expect(asked).toEqual(['/old', '/new']);
  expect(server.requests.map(({ path }) => path)).toEqual(['/old']);
});

test('of a body, its beginning is enough where that is said', async () => {
  const server = await serve((_request, response) => response.end('x'.repeat(900_000)));
  const outcome = await fetchOnce(server.url, { beginningBytes: 1000 }, { maxBodyBytes: 2000 });
  expect(outcome).toMatchObject({ kind: 'fetched' });
});
