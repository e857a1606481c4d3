import { WiredeskError } from '../domain/errors.ts';
import type { FeedDefinition } from '../domain/feed-definition.ts';
import { describeIssues, faultsError } from './faults.ts';
import {
  anyRules,
  type FeedRulesSchema,
  feedSchema,
  makeFeedSchema,
  toFeedDefinition,
} from './feed-schema.ts';
import { entryVocabulary, type ListFile, listFileSchema, readListFile } from './list-file.ts';
import { ruleNames } from './rule-names.ts';

const noFile = 'there is no such file; for no feeds, write one with feeds: []';

/** config/feeds.yaml as a whole, its feeds with these rules. */
export function makeFeedsFileSchema(rules: FeedRulesSchema) {
  return listFileSchema(feedsFile(rules));
}

/**
 * The feeds of a feeds.yaml, in its order. Throws one WiredeskError `invalid-feeds-file` that names every fault with
 * its line. A missing or empty file is a fault: taken as "no feeds", it would remove them all.
 * @param rules what a feed's rules may be; a program that follows them gives its schema.
 */
export function readFeedsFile(path: string, rules: FeedRulesSchema = anyRules): FeedDefinition[] {
  const feeds = readListFile(path, feedsFile(rules));
  if (!feeds) throw faultsError('invalid-feeds-file', [{ place: path, line: null, message: noFile }]);
  return feeds.map(toFeedDefinition);
}

/** One feed given by command or API, under the same checks. Throws WiredeskError `invalid-input` with every fault. */
export function parseFeedDefinition(input: unknown): FeedDefinition {
  const checked = feedSchema.safeParse(input);
  if (checked.success) return toFeedDefinition(checked.data);
  const findings = describeIssues(checked.error.issues, input, entryVocabulary(feedsFile(anyRules), 0));
  throw new WiredeskError('invalid-input', [...new Set(findings.map(({ message }) => message))].join('; '));
}

/** Header values may be secrets. */
function feedsFile(rules: FeedRulesSchema): ListFile<ReturnType<typeof makeFeedSchema>> {
  return {
    list: 'feeds',
    one: 'feed',
    entry: makeFeedSchema(rules),
    maxEntries: 100_000,
    code: 'invalid-feeds-file',
    keys: [...Object.keys(feedSchema.shape), ...ruleNames(rules, ['rules'])],
    hides: ([field]) => field === 'headers',
    marksOf: ({ key, url }) =>
      typeof url === 'string' ? { url: URL.parse(url)?.href ?? url, key: String(key ?? url) } : {},
  };
}
