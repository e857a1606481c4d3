import { z } from 'zod';
import type { FeedDefinition, FeedSchedule } from '../domain/feed-definition.ts';
import { fullTextModes } from '../domain/full-text.ts';
import {
  hasDistinctNames,
  isCron,
  isFeedUrl,
  isHeaderName,
  isHeaderValue,
  isLanguage,
  isTimezone,
  maxHeaders,
  maxUrlLength,
} from './feed-checks.ts';
import { intervalOf } from './interval.ts';

const maxNameLength = 300;
const maxRules = 100;

const useName = `use a text of at most ${maxNameLength} characters, in quotes where it looks like a number`;
const useUrl = `use an http:// or https:// address of at most ${maxUrlLength} characters; a password goes into headers (authorization)`;
const useLanguage = 'use a BCP 47 tag, e.g. en or pt-BR';
const useEvery = 'use a whole number with s, m, h or d, from 1s to 30d, e.g. 15m';
const useBounds = 'use it without every and cron, which say when to poll by themselves';
const useCron = 'use a cron expression of 5 fields, or 6 with seconds, e.g. "0 6 * * 1-5"';
const useTimezone = 'use an IANA time zone, e.g. Europe/Berlin';
const useHeaders = `use a map of at most ${maxHeaders} header names with texts`;
const useHeader =
  'use printable text on one line, at most 4096 characters, in quotes where it looks like a number';
const useFullText = `use ${fullTextModes.join(', ')}`;
const useHeaderName = 'use the name of a header that the connection does not set by itself, once';

/** What a feed's rules may be, for one who knows; here any map of at most 100. */
export type FeedRulesSchema = z.ZodType<Record<string, unknown>>;

export const anyRules: FeedRulesSchema = z
  .record(z.string(), z.unknown(), 'use a map of rules')
  .refine((rules) => Object.keys(rules).length <= maxRules, `use at most ${maxRules} rules`);

/** A feed as operators write it, in config/feeds.yaml, on the command line or to the API. */
export function makeFeedSchema(rules: FeedRulesSchema) {
  return z
    .strictObject(
      {
        key: name(
          'Names the feed for good, so that its address can change; the url where none is given.',
          maxUrlLength,
        ),
        url: z.string(useUrl).refine(isFeedUrl, useUrl).describe('The address to poll, http or https.'),
        outlet: name('Who publishes the feed.'),
        section: name('The section its articles belong to where they name none.'),
        language: checked(
          isLanguage,
          useLanguage,
          'BCP 47 tag of the language its articles are in where they name none.',
        ),
        every: checked(
          (text) => intervalOf(text) !== null,
          useEvery,
          'How often to poll, e.g. 15m or 1h; not with cron.',
        ),
        minEvery: checked(
          (text) => intervalOf(text) !== null,
          useEvery,
          'The shortest interval that its own pace leads to, e.g. 5m; not with every or cron.',
        ),
        maxEvery: checked(
          (text) => intervalOf(text) !== null,
          useEvery,
          'The longest interval that its own pace or a wish of its publisher leads to, e.g. 6h; not with every or cron.',
        ),
        cron: checked(
          isCron,
          useCron,
          'When to poll, as a cron expression of 5 fields, or 6 with seconds; not with every.',
        ),
        timezone: checked(isTimezone, useTimezone, 'The IANA time zone of cron; UTC where none is given.'),
        headers: z
          .record(
            z.string(useHeaderName).refine(isHeaderName, useHeaderName),
            z.string(useHeader).refine(isHeaderValue, useHeader),
            useHeaders,
          )
          .refine(hasDistinctNames, useHeaders)
          .nullish()
          .describe('Sent with every request to the feed.'),
        rules: rules.nullish().describe('Rules for this feed alone, laid over those in config/rules.'),
        paused: z.boolean('use true or false').nullish().describe('Keeps the feed without polling it.'),
        fullText: z
          .enum(fullTextModes, useFullText)
          .nullish()
          .describe(
            'Whether the pages of its items are fetched: auto where an item only teases, always, or never; as the settings say where none is given.',
          ),
      },
      'use a map with at least a url',
    )
    .refine(({ every, cron }) => !(isGiven(every) && isGiven(cron)), {
      path: ['cron'],
      error: 'use either every or cron, not both',
      when: isObject,
    })
    .refine(({ every, cron, minEvery }) => !isGiven(minEvery) || !(isGiven(every) || isGiven(cron)), {
      path: ['minEvery'],
      error: useBounds,
      when: isObject,
    })
    .refine(({ every, cron, maxEvery }) => !isGiven(maxEvery) || !(isGiven(every) || isGiven(cron)), {
      path: ['maxEvery'],
      error: useBounds,
      when: isObject,
    })
    .refine(({ minEvery, maxEvery }) => isAtMost(minEvery, maxEvery), {
      path: ['maxEvery'],
      error: 'use an interval that is not shorter than minEvery',
      when: isObject,
    })
    .refine(({ cron, timezone }) => isGiven(cron) || !isGiven(timezone), {
      path: ['timezone'],
      error: 'use it together with cron, or leave it out',
      when: isObject,
    });
}

/** A feed whose rules are any map. */
export const feedSchema = makeFeedSchema(anyRules);

/** The definition that a feed, checked by the schema, stands for. */
export function toFeedDefinition(feed: z.output<typeof feedSchema>): FeedDefinition {
  return {
    key: feed.key ?? feed.url,
    url: feed.url,
    outlet: feed.outlet ?? null,
    section: feed.section ?? null,
    language: feed.language ? (Intl.getCanonicalLocales(feed.language)[0] ?? null) : null,
    schedule: scheduleOf(feed),
    headers: Object.fromEntries(
      Object.entries(feed.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    rules: feed.rules ?? null,
    paused: feed.paused ?? false,
    fullText: feed.fullText ?? null,
  };
}

function scheduleOf(feed: z.output<typeof feedSchema>): FeedSchedule | null {
  if (feed.cron) return { kind: 'cron', expression: feed.cron, timezone: feed.timezone ?? 'UTC' };
  const [seconds, minSeconds, maxSeconds] = [feed.every, feed.minEvery, feed.maxEvery].map(secondsOf);
  if (seconds) return { kind: 'interval', seconds };
  return minSeconds || maxSeconds
    ? { kind: 'paced', minSeconds: minSeconds ?? null, maxSeconds: maxSeconds ?? null }
    : null;
}

function secondsOf(interval: string | null | undefined): number | null {
  return interval ? intervalOf(interval) : null;
}

function isAtMost(shortest: unknown, longest: unknown): boolean {
  const [min, max] = [shortest, longest].map((text) => (typeof text === 'string' ? intervalOf(text) : null));
  return !min || !max || min <= max;
}

function name(sentence: string, maxLength = maxNameLength) {
  const use = useName.replace(String(maxNameLength), String(maxLength));
  return z.string(use).max(maxLength, use).regex(/\S/, use).nullish().describe(sentence);
}

function checked(allows: (text: string) => boolean, use: string, sentence: string) {
  return z.string(use).max(100, { error: use, abort: true }).refine(allows, use).nullish().describe(sentence);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isObject({ value }: { value: unknown }): boolean {
  return typeof value === 'object' && value !== null;
}
