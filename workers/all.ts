import { run } from './run.ts';

await run(['scheduler', 'fetch', 'websub', 'normalize', 'match', 'deliver', 'api']);
