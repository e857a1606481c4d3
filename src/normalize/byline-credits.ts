import type { AuthorRole } from '../domain/article.ts';
import type { BylineRules, Credit } from './byline-rules.ts';
import type { Token } from './byline-tokens.ts';
import { isEastAsian } from './person-name.ts';

/** What one phrase ("By", "photos by") governs, up to the next. */
export interface Clause {
  role: AuthorRole | null;
  /** False for what stands before the first phrase. */
  isLed: boolean;
  tokens: Token[];
}

const articles: ReadonlySet<string> = new Set([
  'a',
  'an',
  'the',
  'ein',
  'eine',
  'un',
  'une',
  'una',
  'en',
  'et',
  'een',
  'de',
]);
const afterWork: ReadonlySet<string> = new Set([':', '|', '–', '-', '/', '~', ',']);
/** What stands for the colon of a phrase, as in "Text – Jane Doe" and "文|王小明". */
const colons: ReadonlySet<string> = new Set([':', '|', '–', '-']);

/** Cuts a byline at the phrases that say who did what. */
export function clausesOf(tokens: readonly Token[], rules: BylineRules): Clause[] {
  const start = afterWorks(tokens, rules);
  const clauses: Clause[] = [{ role: null, isLed: false, tokens: [] }];
  let index = start;
  while (index < tokens.length) {
    const credit = creditAt(tokens, index, start, rules);
    if (credit) {
      clauses.push({ role: credit.role, isLed: true, tokens: [] });
      index += credit.tokens.length;
    } else {
      clauses.at(-1)?.tokens.push(tokens[index] as Token);
      index += 1;
    }
  }
  return clauses.filter((clause) => clause.isLed || clause.tokens.some(({ kind }) => kind !== 'mark'));
}

function creditAt(tokens: readonly Token[], index: number, start: number, rules: BylineRules): Credit | null {
  const credit = phraseAt(tokens, index, rules.credits);
  if (credit === null || index + credit.tokens.length === tokens.length) return null;
  if (index === start || credit.tokens.length > 1 || credit.tokens[0] === 'by') return credit;
  const opensPart = tokens[index - 1]?.kind !== 'word' || isEastAsian(credit.tokens[0] ?? '');
  return opensPart && credit.role !== null ? credit : null;
}

function phraseAt(
  tokens: readonly Token[],
  index: number,
  phrases: ReadonlyMap<string, readonly Credit[]>,
): Credit | null {
  const first = tokens[index]?.text.toLowerCase() ?? '';
  const candidates = phrases.get(first);
  return (
    candidates?.find((credit) =>
      credit.tokens.every((word, offset) => isSame(tokens[index + offset], word)),
    ) ?? null
  );
}

function isSame(token: Token | undefined, word: string): boolean {
  return (
    token !== undefined && (token.text.toLowerCase() === word || (word === ':' && colons.has(token.text)))
  );
}

/** "Publié le 3 mai par Jeanne Dupré": where the phrase stands that follows a date; 0 where none does. */
function afterDate(tokens: readonly Token[], { notes, credits }: BylineRules): number {
  const isDate = ({ kind, text }: Token): boolean =>
    kind === 'mark' || /^\d/.test(text) || notes.has(text.toLowerCase());
  const end = tokens.findIndex((token) => !isDate(token));
  const hasDigit = tokens.slice(0, Math.max(end, 0)).some(({ text }) => /\d/.test(text));
  return hasDigit && phraseAt(tokens, end, credits) ? end : 0;
}

/** "Analysis by Jane Doe", "Opinion | Jane Doe": where the names begin, or the phrase before them. */
function afterWorks(tokens: readonly Token[], rules: BylineRules): number {
  if (phraseAt(tokens, 0, rules.credits)) return 0;
  const dated = afterDate(tokens, rules);
  if (dated > 0) return dated;
  const opening = articles.has(tokens[0]?.text.toLowerCase() ?? '') ? 1 : 0;
  if (phraseAt(tokens, opening, rules.credits)?.role) return opening;
  const work = phraseAt(tokens, opening, rules.works);
  if (work === null) return 0;
  const after = opening + work.tokens.length;
  const next = tokens[after];
  if (next === undefined) return 0;
  if (next.kind === 'mark') return afterWork.has(next.text) ? after + 1 : 0;
  return phraseAt(tokens, after, rules.credits) ? after : 0;
}
