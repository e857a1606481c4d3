import { z } from 'zod';
import type { NormalizedArticle } from '../domain/article.ts';
import type { FeedContext } from '../domain/feed.ts';
import { normalize } from './normalize.ts';
import { type NormalizeInput, noClaims } from './normalize-input.ts';
import type { RulesFor } from './rule-book.ts';
import { type RuleExample, ruleExamplesSchema } from './rule-examples.ts';

/** A field of which rules make something else than an example of theirs expects. */
export interface ExampleFault {
  /** The example's name; its place, from 1, where it has none. */
  example: string;
  field: string;
  expected: unknown;
  got: unknown;
}

/** How the examples of a set of rules came out. */
export interface ExamplesChecked {
  examples: number;
  faults: ExampleFault[];
}

/** What of a feed decides what becomes of an example. */
export type RuledFeed = Pick<FeedContext, 'id' | 'rules' | 'section' | 'language' | 'outlet'>;

const examplesIn = z.looseObject({ examples: ruleExamplesSchema.default([]) });

/**
 * Checks the examples that a feed's rules carry. Throws a ZodError where they are not as their schema wants them.
 * @param feed whose rules they are, and what it says of every item; the id is any where there is no feed.
 */
export function checkExamples(feed: RuledFeed, rulesFor: RulesFor): ExamplesChecked {
  const { examples } = examplesIn.parse(feed.rules ?? {});
  const faults = examples.flatMap((example, index) =>
    faultsOf(example, normalize(inputOf(example, feed), rulesFor(feed, example.url ?? null))).map(
      (fault) => ({
        example: example.name ?? String(index + 1),
        ...fault,
      }),
    ),
  );
  return { examples: examples.length, faults };
}

function inputOf(example: RuleExample, { section, language, outlet }: RuledFeed): NormalizeInput {
  const { text, html, page, url = null, title = null, authors = [] } = example;
  const type = text !== undefined ? 'text' : html !== undefined ? 'html' : 'page';
  const named = authors.map((name) => ({ name, email: null, url: null }));
  return {
    type,
    body: text ?? html ?? page ?? '',
    url,
    claims: { ...noClaims, section, language, outlet, title, authors: named },
  };
}

function faultsOf({ expect }: RuleExample, { content, removed }: NormalizedArticle) {
  const { removed: gone = [], ...fields } = expect;
  const taken = removed.map(({ text }) => text.trim());
  const article = new Map<string, unknown>(Object.entries(content));
  return [
    ...Object.entries(fields).flatMap(([field, expected]) => {
      const got = comparable(article.get(field));
      return fits(expected, got) ? [] : [{ field, expected, got }];
    }),
    ...gone
      .filter((text) => !taken.includes(text.trim()))
      .map((expected) => ({ field: 'removed', expected, got: taken })),
  ];
}

/** Authors as their names: who they are is what an example is about. */
function comparable(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((entry: unknown) => (isMap(entry) && 'name' in entry ? entry['name'] : entry));
}

/** White space around a text makes no difference: YAML's blocks end with a new line. Of a map, what is named must fit. */
function fits(expected: unknown, got: unknown): boolean {
  if (typeof expected === 'string') return typeof got === 'string' && got.trim() === expected.trim();
  if (Array.isArray(expected))
    return (
      Array.isArray(got) &&
      got.length === expected.length &&
      expected.every((one, index) => fits(one, got[index]))
    );
  if (!isMap(expected)) return expected === got;
  return isMap(got) && Object.entries(expected).every(([name, value]) => fits(value, got[name]));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
