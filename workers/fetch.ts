import { run } from './run.ts';

await run(['fetch', 'websub']);
