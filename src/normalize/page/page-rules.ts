import { z } from 'zod';
import { type NamePhrases, namePhrases } from './name-words.ts';

const words = z.array(z.string().trim().min(1).max(200)).max(2000);
const wordsByLanguage = z.record(z.string().max(20), words);

/** What tells an article from the page around it; `config/rules/page.yaml` says what each list is for. */
export const pageRulesSchema = z.strictObject({
  furniture: words,
  captions: words,
  content: words,
  author: words,
  date: words,
  notWriters: words,
  notNames: words,
  embeds: words,
  alone: wordsByLanguage,
  openings: wordsByLanguage,
  endings: wordsByLanguage,
});

/** The page rules in the shape they are looked up in. */
export interface PageRules {
  furniture: NamePhrases;
  captions: NamePhrases;
  content: NamePhrases;
  author: NamePhrases;
  date: NamePhrases;
  /** What opens a byline, in lower case, the longest first. */
  leads: readonly string[];
  /** What opens a line that names who checked, edited or illustrated. */
  notWriters: readonly string[];
  /** Words of links and buttons that are written like names. */
  notNames: ReadonlySet<string>;
  embeds: NamePhrases;
  /** Lines that are no part of an article, what opens such lines, and headings that nothing of it follows. */
  alone: ReadonlySet<string>;
  openings: readonly string[];
  endings: ReadonlySet<string>;
}

/** Prepares the page rules; `leads` are what opens a byline. */
export function compilePageRules(page: z.infer<typeof pageRulesSchema>, leads: readonly string[]): PageRules {
  const lower = (list: readonly string[]): string[] => list.map((word) => word.toLowerCase());
  return {
    furniture: namePhrases(page.furniture),
    captions: namePhrases(page.captions),
    content: namePhrases(page.content),
    author: namePhrases(page.author),
    date: namePhrases(page.date),
    leads,
    notWriters: lower(page.notWriters),
    notNames: new Set(lower(page.notNames)),
    embeds: namePhrases(page.embeds),
    alone: new Set(lower(Object.values(page.alone).flat())),
    openings: lower(Object.values(page.openings).flat()),
    endings: new Set(lower(Object.values(page.endings).flat())),
  };
}
