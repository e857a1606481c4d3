import type { BenchStore, StoreName } from './bench-store.ts';
import { openEmbeddedBenchStore } from './embedded-store.ts';
import { openServicesBenchStore, type Services } from './services-store.ts';

/** Has a fresh store for as long as `use` takes. @throws for `services` where there are none. */
export async function withStore<T>(
  name: StoreName,
  services: Services | null,
  use: (store: BenchStore) => Promise<T>,
): Promise<T> {
  const store = await openStore(name, services);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function openStore(name: StoreName, services: Services | null): Promise<BenchStore> {
  if (name === 'embedded') return openEmbeddedBenchStore();
  if (!services) throw new Error('there are no services to run on');
  return openServicesBenchStore(services);
}
