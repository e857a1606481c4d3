import { run } from './run.ts';

await run(['scheduler', 'fetch', 'normalize', 'api']);
