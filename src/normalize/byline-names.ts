import type { Author } from '../domain/article.ts';
import { emailOf, takeEmails } from './byline-emails.ts';
import { type Meaning, meaningOf } from './byline-meaning.ts';
import { splitByline } from './byline-words.ts';
import type { NormalizeRules } from './rules.ts';

/** Longest byline that is read, in characters. */
export const maxBylineChars = 300;

export interface ParsedNames {
  authors: Author[];
  /** The news agency named, by its usual name. */
  agency: string | null;
  /** False where a part is neither a person nor an organization, a job, a place or an address: no byline then. */
  isUnderstood: boolean;
}

/** Reads the names of a byline without its leading word. Agencies, jobs and places are understood but are no authors. */
export function parseNames(text: string, rules: NormalizeRules): ParsedNames {
  const { rest, emails } = takeEmails(text.slice(0, maxBylineChars));
  const names: string[] = [];
  let agency: string | null = null;
  let isUnderstood = true;
  let previous: Meaning | null = null;
  const parts = splitByline(rest, rules.byline);
  for (const part of parts) {
    const meaning = meaningOf(part, previous, rules);
    if (meaning.name !== null && !names.includes(meaning.name)) names.push(meaning.name);
    agency ??= meaning.agency;
    if (meaning.kind === 'unknown') isUnderstood = false;
    previous = meaning;
  }
  const authors = names.map((name) =>
    author(name, names.length === 1 ? (emails[0] ?? null) : emailOf(name, emails)),
  );
  return { authors, agency, isUnderstood: isUnderstood && parts.length > 0 };
}

export function author(name: string, email: string | null = null, url: string | null = null): Author {
  return { name, role: null, email, url, affiliation: null };
}
