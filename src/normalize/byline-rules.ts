import { z } from 'zod';
import type { AuthorRole } from '../domain/article.ts';
import { tokenize } from './byline-tokens.ts';
import { longestFirst, setOf, words, wordsByLanguage } from './word-lists.ts';

/** How `config/rules/byline.yaml` is written. */
export const bylineSchema = z.strictObject({
  leads: wordsByLanguage,
  credits: z.strictObject({
    writer: wordsByLanguage,
    contributor: wordsByLanguage,
    editor: wordsByLanguage,
    photographer: wordsByLanguage,
    translator: wordsByLanguage,
  }),
  works: wordsByLanguage,
  joiners: wordsByLanguage,
  places: wordsByLanguage,
  employers: wordsByLanguage,
  roles: wordsByLanguage,
  jobs: z.strictObject({ photographer: words, translator: words, writer: words }),
  qualifiers: words,
  honorifics: words,
  titles: words,
  suffixes: words,
  degrees: words,
  particles: words,
  notNames: words,
  notes: wordsByLanguage,
  noReply: words,
});

/** A phrase that persons follow, as tokens. */
export interface Credit {
  tokens: readonly string[];
  role: AuthorRole | null;
}

/** Words and phrases, all but the joiners in lower case. */
export interface BylineRules {
  /** By their first token, the longest first. */
  credits: ReadonlyMap<string, readonly Credit[]>;
  /** Kinds of text, as `credits`. */
  works: ReadonlyMap<string, readonly Credit[]>;
  joiners: ReadonlySet<string>;
  places: ReadonlySet<string>;
  employers: ReadonlySet<string>;
  roles: ReadonlySet<string>;
  jobs: ReadonlyMap<string, AuthorRole>;
  qualifiers: ReadonlySet<string>;
  honorifics: ReadonlySet<string>;
  titles: ReadonlySet<string>;
  suffixes: ReadonlySet<string>;
  degrees: ReadonlySet<string>;
  particles: ReadonlySet<string>;
  notNames: ReadonlySet<string>;
  notes: ReadonlySet<string>;
  noReply: ReadonlySet<string>;
}

/** `unspacedWord` matches words of scripts without spaces; they are cut off in the phrases as they are in bylines. */
export function compileByline(byline: z.infer<typeof bylineSchema>, unspacedWord: RegExp): BylineRules {
  const creditIndex = (lists: RoleLists): Map<string, Credit[]> => indexed(lists, unspacedWord);
  const { leads, credits, jobs } = byline;
  return {
    credits: creditIndex([[null, leads], ...(Object.entries(credits) as [AuthorRole, typeof leads][])]),
    works: creditIndex([[null, byline.works]]),
    joiners: new Set(Object.values(byline.joiners).flat()),
    places: setOf(byline.places),
    employers: setOf(byline.employers),
    roles: setOf(byline.roles),
    jobs: new Map(
      Object.entries(jobs).flatMap(([role, list]) =>
        list.map((word) => [word.toLowerCase(), role as AuthorRole] as const),
      ),
    ),
    qualifiers: setOf(byline.qualifiers),
    honorifics: setOf(byline.honorifics),
    titles: setOf(byline.titles),
    suffixes: setOf(byline.suffixes),
    degrees: setOf(byline.degrees),
    particles: setOf(byline.particles),
    notNames: setOf(byline.notNames),
    notes: setOf(byline.notes),
    noReply: setOf(byline.noReply),
  };
}

type RoleLists = readonly (readonly [AuthorRole | null, Record<string, string[]>])[];

/** Of phrases that are the same in two languages, the first role counts. */
function indexed(lists: RoleLists, unspacedWord: RegExp): Map<string, Credit[]> {
  const index = new Map<string, Credit[]>();
  const seen = new Set<string>();
  for (const [role, byLanguage] of lists) {
    for (const phrase of longestFirst(byLanguage)) {
      if (seen.has(phrase)) continue;
      seen.add(phrase);
      const tokens = tokenize(phrase.replace(unspacedWord, ' $& ')).map((token) => token.text.toLowerCase());
      const [first] = tokens;
      if (first === undefined) continue;
      index.set(first, [...(index.get(first) ?? []), { tokens, role }]);
    }
  }
  for (const list of index.values()) list.sort((a, b) => b.tokens.length - a.tokens.length);
  return index;
}
