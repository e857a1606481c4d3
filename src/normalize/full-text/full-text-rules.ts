import { z } from 'zod';
import { type PhraseIndex, phraseIndex } from '../phrase-index.ts';
import { longestFirst, setOf, words, wordsByLanguage } from '../word-lists.ts';

/** What can stand in the way of an article, and is told by words. */
export const wallKinds = ['robotCheck', 'scripts', 'notFound', 'consent', 'login', 'paywall'] as const;

export type WallKind = (typeof wallKinds)[number];

const walls = z.strictObject(
  Object.fromEntries(wallKinds.map((kind) => [kind, wordsByLanguage])) as Record<
    WallKind,
    typeof wordsByLanguage
  >,
);
const addresses = z.strictObject({
  robotCheck: words,
  notFound: words,
  consent: words,
  login: words,
  paywall: words,
});

/** How `config/rules/teasers.yaml` is written. */
export const fullTextSchema = z.strictObject({
  readMore: wordsByLanguage,
  alerts: wordsByLanguage,
  walls,
  addresses,
});

/** The same for the rules of one feed: any part of it. */
export const fullTextPartSchema = fullTextSchema
  .partial()
  .extend({ walls: walls.partial(), addresses: addresses.partial() })
  .partial();

/** The rules in the shape they are looked up in, in lower case. */
export interface FullTextRules {
  /** What opens or closes the last line of an item that goes on elsewhere; the longest first. */
  readMore: readonly string[];
  alerts: PhraseIndex;
  walls: Readonly<Record<WallKind, readonly string[]>>;
  /** What an address leads to, by the steps of its path. */
  addresses: ReadonlyMap<string, WallKind>;
}

export function compileFullText(rules: z.infer<typeof fullTextSchema>): FullTextRules {
  return {
    readMore: longestFirst(rules.readMore),
    alerts: phraseIndex(rules.alerts),
    walls: Object.fromEntries(wallKinds.map((kind) => [kind, longestFirst(rules.walls[kind])])) as Record<
      WallKind,
      string[]
    >,
    addresses: new Map(
      Object.entries(rules.addresses).flatMap(([kind, list]) =>
        [...setOf(list)].map((word) => [word, kind as WallKind] as const),
      ),
    ),
  };
}
