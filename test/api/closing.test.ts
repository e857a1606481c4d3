import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { openApi } from './api-under-test.ts';

const soonMs = 5000;

describe('closing the API', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openEmbeddedStore();
  });
  afterAll(() => store?.close());

  test('does not wait for a connection on which no request came', async () => {
    const app = await openApi(store.pool);
    const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    await expect.poll(() => countConnections(app.server)).toBe(1);
    const closed = app.close().then(() => 'closed');
    expect(await Promise.race([closed, delay(soonMs, 'still open')])).toBe('closed');
  });
});

function countConnections(server: {
  getConnections(tell: (error: Error | null, count: number) => void): void;
}) {
  return new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
}
