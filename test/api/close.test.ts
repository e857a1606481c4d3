import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { openApi } from './api-under-test.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openEmbeddedStore();
});
afterAll(() => store?.close());

test('the server closes although a connection was opened that asks for nothing', async () => {
  const app = await openApi(store.pool);
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const silent = connect(Number(port), '127.0.0.1');
  await once(silent, 'connect');
  const cut = once(silent, 'close');
  await app.close();
  await cut;
  expect(app.server.listening).toBe(false);
});
