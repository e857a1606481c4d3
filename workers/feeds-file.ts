import { readFeedsFile } from '../src/config/feeds-file.ts';
import { feedRulesSchema } from '../src/normalize/rules.ts';
import { applyFeeds } from '../src/store/change-feeds.ts';
import { type ConfigFileContext, followConfigFile } from './follow-config-file.ts';

/** Keeps the feeds what config/feeds.yaml says. */
export function followFeedsFile(context: ConfigFileContext): Promise<{ close(): void }> {
  return followConfigFile(context, {
    name: 'feeds.yaml',
    what: 'feeds file',
    async apply(path) {
      const applied = await applyFeeds(context.pool, readFeedsFile(path, feedRulesSchema), new Date());
      const { added, changed, removed, unchanged, renormalized } = applied;
      // Counts: a file of 3,000 feeds would make a line that log collectors cut.
      return {
        added: added.length,
        changed: changed.length,
        removed: removed.length,
        unchanged,
        renormalized: renormalized.length,
      };
    },
  });
}
