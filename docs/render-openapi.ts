import packageJson from '../package.json' with { type: 'json' };
import { createApi } from '../src/api/create-api.ts';
import { settingsSchema } from '../src/config/settings.ts';
import { openPool } from '../src/store/db.ts';

const unwatched = { beyond: unasked, close: () => undefined };

/** docs/openapi.json: the API as its routes describe it, with the default settings. Nothing is connected to. */
export async function renderOpenapi(): Promise<string> {
  const pool = openPool('postgresql://nobody@localhost/nothing', 1, () => undefined);
  const { maxPageSize, heartbeatSeconds, rateLimitPerMinute } = settingsSchema.parse({}).api;
  const api = await createApi({
    pool,
    signals: { grown: unwatched, matched: unwatched },
    queuePing: async () => undefined,
    metrics: { contentType: 'text/plain', render: async () => '' },
    discovery: { fetcher: { fetch: unasked }, parse: unasked },
    channels: { webhook: unasked, chat: unasked, email: unasked },
    feedTests: { rules: untried, anewDays: 1, storyWindowDays: 1 },
    websub: null,
    outputs: { publicUrl: null, hubUrl: null },
    now: () => new Date(),
    settings: {
      maxPageSize,
      heartbeatSeconds,
      rateLimitPerMinute,
      requireKey: true,
      accessCheckSeconds: 1,
      version: packageJson.version,
    },
  });
  const document = `${JSON.stringify(api.swagger(), null, 2)}\n`;
  await api.close();
  await pool.end();
  return document;
}

async function unasked(): Promise<never> {
  throw new Error('nothing is fetched or read to describe the API');
}

function untried(): never {
  throw new Error('no rules are tried to describe the API');
}
