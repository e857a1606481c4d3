/** The process of the embedded store. `node workers/store.ts create|serve FOLDER`; started by whoever needs it first. */

import { embeddedStoreLayout } from '../src/store/embedded/layout.ts';
import { createEmbeddedStore, serveEmbeddedStore } from '../src/store/embedded/serve.ts';

const lingerMs = 3000;
const [command, folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node workers/store.ts create|serve FOLDER');

const layout = embeddedStoreLayout(folder);
if (command === 'create') {
  await createEmbeddedStore(layout);
} else {
  const serving = await serveEmbeddedStore(layout, lingerMs);
  if (serving.kind === 'serving') {
    process.on('SIGTERM', serving.stop);
    await serving.stopped;
  }
}
process.exit(0);
