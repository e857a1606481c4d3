import type { Author, AuthorRole } from '../domain/article.ts';
import { giveContacts } from './byline-contacts.ts';
import { type Clause, clausesOf } from './byline-credits.ts';
import { withCapitals } from './byline-lower-case.ts';
import { meaningsOf } from './byline-meaning.ts';
import { partRunTogether } from './byline-run-together.ts';
import { tokenize } from './byline-tokens.ts';
import { turnedParts } from './byline-turned.ts';
import { splitByline } from './byline-words.ts';
import type { Meaning } from './meaning.ts';
import type { NormalizeRules } from './rules.ts';

/** Longest byline that is read, in characters. */
export const maxBylineChars = 400;

export interface ParsedNames {
  authors: Author[];
  /** The news agency named, by its usual name. */
  agency: string | null;
  /** Whether a "By" or the like opens it. */
  isLed: boolean;
  /** Whether more than names speaks for a byline: a job, an agency, an address; where there are no capitals, a place. */
  isVouched: boolean;
  /** False where a part is neither a person nor an organization, a job, a place or an address: no byline then. */
  isUnderstood: boolean;
}

/** Reads a byline, with its leading word or without. Agencies, jobs and places are understood but are no authors. */
export function parseNames(text: string, rules: NormalizeRules): ParsedNames {
  const bounded = text.slice(0, maxBylineChars);
  const tokens = partRunTogether(tokenize(withCapitals(spaced(bounded, rules), rules)), rules);
  const clauses = clausesOf(tokens, rules.byline);
  const read = clauses.map((clause) => readClause(clause, rules));
  const authors = merged(read.flatMap((clause) => clause.authors));
  giveContacts(authors, tokens);
  const meanings = read.flatMap((clause) => clause.meanings);
  const hasAddress = tokens.some(({ kind }) => kind === 'email' || kind === 'handle');
  return {
    authors,
    agency: meanings.find((meaning) => meaning.agency !== null)?.agency ?? null,
    isLed: clauses[0]?.isLed === true,
    isVouched:
      hasAddress ||
      clauses.some(({ isLed }) => isLed) ||
      meanings.some(({ kind, agency }) => kind === 'role' || agency !== null) ||
      (authors.some(hasNoCase) && meanings.some(({ kind }) => kind === 'place')),
    isUnderstood: meanings.length === 0 ? hasAddress : areUnderstood(meanings, clauses[0]?.isLed === true),
  };
}

/** In scripts without capitals a place beside the name speaks for a byline: "القاهرة - أحمد علي". */
function hasNoCase({ name }: Author): boolean {
  return name === name.toLowerCase() && name === name.toUpperCase();
}

/** What no rule knows is passed over only in a byline that is led, names somebody first and goes on in names. */
function areUnderstood(meanings: readonly Meaning[], isLed: boolean): boolean {
  const strange = meanings.filter(({ kind }) => kind === 'unknown' || kind === 'other');
  if (strange.length === 0) return meanings.some(({ kind }) => kind !== 'note' && kind !== 'place');
  const first = meanings.find(({ kind }) => kind !== 'note' && kind !== 'role' && kind !== 'organization');
  return isLed && first?.kind === 'person' && strange.every(({ kind }) => kind === 'other');
}

function readClause(
  { tokens, role, isLed }: Clause,
  rules: NormalizeRules,
): { authors: Author[]; meanings: Meaning[] } {
  const meanings: Meaning[] = [];
  let open: Author[] = [];
  const authors: Author[] = [];
  for (const part of turnedParts(splitByline(tokens, rules.byline, rules.givenNames), rules)) {
    for (const meaning of meaningsOf(part, meanings.at(-1) ?? null, isLed, rules)) {
      if (meaning.kind === 'person' && meaning.name !== null) {
        if (isAbout(meanings.at(-1))) open = [];
        const named = { ...author(meaning.name), role };
        open.push(named);
        authors.push(named);
      } else if (meaning.kind === 'suffix') addSuffix(open.at(-1), meaning.name);
      else describe(open, meaning);
      meanings.push(meaning);
    }
  }
  return { authors, meanings };
}

function addSuffix(person: Author | undefined, suffix: string | null): void {
  if (person) person.name += ` ${suffix}`;
}

function isAbout(meaning: Meaning | undefined): boolean {
  return meaning?.kind === 'organization' || meaning?.kind === 'role';
}

/** A job or house is that of all persons named since the last one. */
function describe(authors: readonly Author[], { kind, name, job, describes }: Meaning): void {
  if (describes === 'nobody') return;
  for (const person of describes === 'last' ? authors.slice(-1) : authors) {
    if (kind === 'organization') person.affiliation ??= name;
    person.role ??= job;
  }
}

/** Each name once; of a name in two roles the first. */
function merged(authors: readonly Author[]): Author[] {
  const byName = new Map<string, Author>();
  for (const one of authors) if (!byName.has(one.name)) byName.set(one.name, one);
  return [...byName.values()];
}

/** Chinese, Japanese and Korean write jobs and places onto the name. */
function spaced(text: string, rules: NormalizeRules): string {
  return /[\u1100-\u11ff\u3040-\ud7af\uf900-\ufaff]/.test(text)
    ? text.replace(rules.unspacedWord, ' $& ')
    : text;
}

export function author(name: string, email: string | null = null, url: string | null = null): Author {
  return { name, role: null as AuthorRole | null, email, url, handle: null, affiliation: null };
}
