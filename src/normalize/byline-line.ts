import { maxBylineChars, type ParsedNames, parseNames } from './byline-names.ts';
import type { NormalizeRules } from './rules.ts';
import { comparisonKey } from './tidy-text.ts';

/** What speaks for a line being a byline although no "By" leads it. */
export interface BylineEvidence {
  /** Comparison keys of the authors that the feed names. */
  knownNames: ReadonlySet<string>;
  isBelowHeadline: boolean;
}

const maxBareBylineChars = 100;

/**
 * The names in a byline, or null where the line is none. A leading word makes a byline only if nothing but names, jobs,
 * places and organizations follows: "By Monday, the council had…" is prose.
 */
export function readByline(
  text: string,
  evidence: BylineEvidence,
  rules: NormalizeRules,
): ParsedNames | null {
  if (text.length > maxBylineChars) return null;
  const names = withoutLead(text, rules);
  if (names !== null) {
    const parsed = parseNames(names, rules);
    return parsed.isUnderstood ? parsed : null;
  }
  const hasEvidence = evidence.isBelowHeadline || evidence.knownNames.size > 0;
  if (!hasEvidence || text.length > maxBareBylineChars) return null;
  const parsed = parseNames(text, rules);
  if (!parsed.isUnderstood || parsed.authors.length === 0) return null;
  const areKnown = parsed.authors.every((author) => evidence.knownNames.has(comparisonKey(author.name)));
  return areKnown || evidence.isBelowHeadline ? parsed : null;
}

/** The text after "By", "Von", "作者：" and the like; null where no such word leads. */
export function withoutLead(text: string, rules: NormalizeRules): string | null {
  const lower = text.slice(0, 60).toLowerCase();
  const lead = rules.byline.leads.find(
    (word) => lower.startsWith(word) && endsWord(word, lower[word.length]),
  );
  if (lead === undefined) return null;
  const rest = text.slice(lead.length).replace(/^[\s:：]{1,10}/, '');
  return withoutLead(rest, rules) ?? rest;
}

function endsWord(word: string, next: string | undefined): boolean {
  const isWordLike = /[a-zà-ÿ]$/.test(word);
  return next !== undefined && (!isWordLike || /[\s:]/.test(next));
}
