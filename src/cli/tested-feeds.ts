import { join, resolve } from 'node:path';
import type { FeedContext } from '../domain/feed.ts';
import type { FeedDefinition } from '../domain/feed-definition.ts';
import type { Pool } from '../store/db.ts';
import type { CliDeps } from './cli-deps.ts';
import { eachFeed } from './each-feed.ts';
import { requireFeeds } from './with-store.ts';

/** A feed as it would be: with what the feeds file says of it now, or with rules that are being tried. */
export interface TestedFeed {
  key: string;
  context: FeedContext;
}

/** What feeds are to be tested with: null is what the feeds file, or the store of a feed that is not in it, says. */
export type TriedRules = Record<string, unknown> | null;

/** The named feeds, or every one, one after another. */
export async function* testedFeeds(
  deps: CliDeps,
  pool: Pool,
  references: string[],
  tried: TriedRules,
): AsyncGenerator<TestedFeed> {
  const { findFeedContexts } = await import('../store/feeds.ts');
  const written = tried === null ? await writtenFeeds(deps) : null;
  const feeds = references.length === 0 ? eachFeed(pool) : await requireFeeds(pool, references);
  for await (const { id, key } of feeds) {
    const context = (await findFeedContexts(pool, [id])).get(id);
    if (!context) continue;
    yield {
      key,
      context: tried === null ? asWritten(context, written?.get(key)) : { ...context, rules: tried },
    };
  }
}

function asWritten(context: FeedContext, definition: FeedDefinition | undefined): FeedContext {
  if (!definition) return context;
  const { outlet, section, language, rules } = definition;
  return { ...context, outlet, section, language, rules };
}

/** The feeds of the feeds file by key; empty where there is no such file. @throws WiredeskError invalid-feeds-file */
async function writtenFeeds(deps: CliDeps): Promise<Map<string, FeedDefinition>> {
  const { existsSync } = await import('node:fs');
  const { configFolder } = await import('../config/environment.ts');
  const { readFeedsFile } = await import('../config/feeds-file.ts');
  const { feedRulesSchema } = await import('../normalize/rules.ts');
  const path = resolve(deps.cwd, join(configFolder(deps.env), 'feeds.yaml'));
  if (!existsSync(path)) return new Map();
  return new Map(readFeedsFile(path, feedRulesSchema).map((definition) => [definition.key, definition]));
}
