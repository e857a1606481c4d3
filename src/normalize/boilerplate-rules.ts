import { z } from 'zod';
import { type PhraseIndex, phraseIndex } from './phrase-index.ts';
import { setOf, words, wordsByLanguage } from './word-lists.ts';

export const labelFields = [
  ...(['title', 'subtitle', 'section', 'byline', 'date', 'dateline'] as const),
  ...(['agency', 'copyright', 'tags', 'none'] as const),
] as const;

/** What a labelled line of wire copy is; `none` says nothing of the article. */
export type LabelField = (typeof labelFields)[number];

/** How `config/rules/boilerplate.yaml` is written. */
export const boilerplateSchema = z.strictObject({
  teasers: wordsByLanguage,
  appeals: wordsByLanguage,
  advertisements: wordsByLanguage,
  shares: wordsByLanguage,
  shareFillers: words,
  footers: z.record(z.string().max(60), z.string().max(60)),
  credits: words,
  corrections: wordsByLanguage,
  notes: wordsByLanguage,
  labels: z.strictObject(
    Object.fromEntries(labelFields.map((field) => [field, words])) as Record<LabelField, typeof words>,
  ),
});

export interface BoilerplateRules {
  teasers: PhraseIndex;
  appeals: PhraseIndex;
  advertisements: ReadonlySet<string>;
  shares: ReadonlySet<string>;
  shareFillers: ReadonlySet<string>;
  footers: PhraseIndex;
  /** What stands in a footer behind its opening. */
  footerMarks: readonly string[];
  credits: PhraseIndex;
  corrections: PhraseIndex;
  notes: PhraseIndex;
  labels: ReadonlyMap<string, LabelField>;
}

export function compileBoilerplate(rules: z.infer<typeof boilerplateSchema>): BoilerplateRules {
  return {
    teasers: phraseIndex(rules.teasers),
    appeals: phraseIndex(rules.appeals),
    advertisements: setOf(rules.advertisements),
    shares: setOf(rules.shares),
    shareFillers: setOf(rules.shareFillers),
    footers: phraseIndex({ any: Object.keys(rules.footers) }),
    footerMarks: [...setOf(Object.values(rules.footers))],
    credits: phraseIndex({ any: rules.credits }),
    corrections: phraseIndex(rules.corrections),
    notes: phraseIndex(rules.notes),
    labels: new Map(
      labelFields.flatMap((field) =>
        rules.labels[field].map((label) => [label.toLowerCase(), field] as const),
      ),
    ),
  };
}
