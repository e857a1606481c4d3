/** Stores what waits in the store that DATABASE_URL names, and repairs its stories, until nothing is left. */
import { fileURLToPath } from 'node:url';
import type { Observer } from '../../src/observe/observer.ts';
import { normalizeBatches } from '../../src/pipeline/normalize-batches.ts';
import { repairStories } from '../../src/pipeline/repair-stories.ts';
import { openPool } from '../../src/store/db.ts';
import { readRules } from '../../workers/rules.ts';

const windowDays = 14;
const rules = readRules(fileURLToPath(new URL('../../config', import.meta.url)));
const observer = { articlesStored: () => undefined, itemSetAside: () => undefined } as unknown as Observer;
const pool = openPool(process.env['DATABASE_URL'] ?? '', 4, () => undefined);
const pages = { fullText: 'never', waitSeconds: 60 } as const;
const deps = { pool, rules: () => rules, observer, batchSize: 6, storyWindowDays: windowDays, pages };

process.stdout.write('working\n');
await Promise.all([
  normalizeBatches(deps, ['1'], new AbortController().signal),
  repairStories(pool, new Date(process.env['NOW'] ?? ''), windowDays),
]);
await pool.end();
