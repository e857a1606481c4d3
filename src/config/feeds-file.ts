import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';
import type { FeedDefinition } from '../domain/feed-definition.ts';
import {
  describeIssues,
  dotted,
  type Fault,
  type Finding,
  faultsError,
  type Path,
  type Vocabulary,
} from './faults.ts';
import {
  anyRules,
  type FeedRulesSchema,
  feedSchema,
  makeFeedSchema,
  toFeedDefinition,
} from './feed-schema.ts';
import { ruleNames } from './rule-names.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

const maxFeeds = 100_000;
const noFile = 'there is no such file; for no feeds, write one with feeds: []';

/** config/feeds.yaml as a whole, its feeds with these rules. */
export function makeFeedsFileSchema(rules: FeedRulesSchema) {
  return z.strictObject(
    {
      feeds: z
        .array(makeFeedSchema(rules), 'use a list of feeds; for none, write feeds: []')
        .max(maxFeeds, `use at most ${maxFeeds} feeds`),
    },
    'use a map with the key feeds; for no feeds, write feeds: []',
  );
}

/**
 * The feeds of a feeds.yaml, in its order. Throws one WiredeskError `invalid-feeds-file` that names every fault with
 * its line. A missing or empty file is a fault: taken as "no feeds", it would remove them all.
 * @param rules what a feed's rules may be; a program that follows them gives its schema.
 */
export function readFeedsFile(path: string, rules: FeedRulesSchema = anyRules): FeedDefinition[] {
  const file = readYamlFile(path);
  if (!file) throw faultsError('invalid-feeds-file', [{ place: path, line: null, message: noFile }]);
  const checked = makeFeedsFileSchema(rules).safeParse(file.value);
  const faults = file.faults.length > 0 ? file.faults : faultsIn(file, checked.error?.issues ?? [], rules);
  if (faults.length > 0 || !checked.success) throw faultsError('invalid-feeds-file', faults);
  return checked.data.feeds.map(toFeedDefinition);
}

/** One feed given by command or API, under the same checks. Throws WiredeskError `invalid-input` with every fault. */
export function parseFeedDefinition(input: unknown): FeedDefinition {
  const checked = feedSchema.safeParse(input);
  if (checked.success) return toFeedDefinition(checked.data);
  const findings = describeIssues(checked.error.issues, input, vocabulary(0, anyRules));
  throw new WiredeskError('invalid-input', [...new Set(findings.map(({ message }) => message))].join('; '));
}

function faultsIn(file: YamlFile, issues: readonly z.core.$ZodIssue[], rules: FeedRulesSchema): Fault[] {
  const findings = describeIssues(issues, file.value, vocabulary(2, rules));
  return [...findings, ...duplicates(file)].map(file.locate);
}

/** Feeds whose url or key an earlier feed has already. */
function duplicates(file: YamlFile): Finding[] {
  const seen = new Map<string, Path>();
  const findings: Finding[] = [];
  for (const [index, { key, url }] of rawFeeds(file.value).entries()) {
    if (typeof url !== 'string') continue;
    const path = ['feeds', index];
    const [sameUrl, sameKey] = [`url ${URL.parse(url)?.href ?? url}`, `key ${key ?? url}`];
    const earlierUrl = seen.get(sameUrl);
    const earlierKey = seen.get(sameKey);
    if (earlierUrl) findings.push(duplicate(file, [...path, 'url'], earlierUrl));
    else if (earlierKey) findings.push(duplicate(file, [...path, 'key'], earlierKey));
    seen.set(sameUrl, earlierUrl ?? [...path, 'url']).set(sameKey, earlierKey ?? [...path, 'key']);
  }
  return findings;
}

function duplicate(file: YamlFile, path: Path, earlier: Path): Finding {
  const field = String(path.at(-1));
  const { line } = file.locate({ path: earlier, message: '' });
  return {
    path,
    message: `this feed has the same ${field} as the one on line ${line}; delete one or change its ${field}`,
  };
}

function rawFeeds(value: unknown): { key?: unknown; url?: unknown }[] {
  const feeds = typeof value === 'object' && value !== null && 'feeds' in value ? value.feeds : null;
  return Array.isArray(feeds) ? feeds.map((feed) => feed ?? {}) : [];
}

/** `depth`: how many steps lead to a feed. Header values may be secrets. */
function vocabulary(depth: number, rules: FeedRulesSchema): Vocabulary {
  return {
    nameOf: (path) =>
      path.length < depth ? dotted(path) || 'the file' : dotted(path.slice(depth)) || 'the feed',
    namesAt: (path) =>
      path.length <= depth ? ['feeds'] : [...Object.keys(feedSchema.shape), ...ruleNames(rules, ['rules'])],
    hides: (path) => path.length < depth || path[depth] === 'headers',
  };
}
