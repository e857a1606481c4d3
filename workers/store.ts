/** The process of the embedded store. `node workers/store.ts create|serve FOLDER`; started by whoever needs it first. */
import { WiredeskError } from '../src/domain/errors.ts';
import { embeddedStoreLayout } from '../src/store/embedded/layout.ts';
import { createEmbeddedStore, serveEmbeddedStore } from '../src/store/embedded/serve.ts';

const lingerMs = 3000;
const [command, folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node workers/store.ts create|serve FOLDER');

const layout = embeddedStoreLayout(folder);
try {
  if (command === 'create') await createEmbeddedStore(layout);
  else await serve();
} catch (error) {
  end(error);
}
process.exit(0);

async function serve(): Promise<void> {
  const serving = await serveEmbeddedStore(layout, lingerMs, end);
  if (serving.kind === 'served-elsewhere') return;
  process.on('SIGTERM', serving.stop);
  await serving.stopped;
}

/** Whoever holds the store starts it again. */
function end(error: unknown): never {
  const said = error instanceof WiredeskError ? error.message : error instanceof Error ? error.stack : error;
  process.stderr.write(`${new Date().toISOString()} the store's process ends: ${said}\n`);
  process.exit(1);
}
