/** The process that reads feeds for `createIsolatedParser`: says that it is ready; then a document in, its outcome out. */
import { type ParseOptions, parseFeed } from '../parse-feed.ts';

/** What the process is sent. */
export interface ParseTask {
  body: Uint8Array;
  options: ParseOptions;
}

// Ctrl+C reaches the whole group; whoever started this process ends it once its documents are read.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

process.on('message', async ({ body, options }: ParseTask) => {
  process.send?.(await parseFeed(body, options));
});
process.send?.('ready');
