import type { Author } from '../domain/article.ts';
import type { FeedAuthor } from '../domain/parsed-feed.ts';
import { parseNames } from './byline-names.ts';
import type { Draft } from './draft.ts';
import type { NormalizeRules } from './rules.ts';
import { comparisonKey, tidyLine } from './tidy-text.ts';
import { turnedNames } from './turned-names.ts';

const maxClaimedAuthors = 50;

/** Who wrote it: the byline's names, with what the feed knows of them; without any, the feed's names. */
export function settleAuthors(draft: Draft): void {
  const { content } = draft;
  const claimed = claimedAuthors(draft);
  if (content.authors.length === 0) content.authors.push(...claimed);
  const byName = new Map(claimed.map((author) => [comparisonKey(author.name), author]));
  for (const found of content.authors) {
    const claim = byName.get(comparisonKey(found.name));
    found.email = readableEmail(found.email ?? claim?.email ?? null, draft.rules);
    found.url ??= claim?.url ?? null;
    found.handle ??= claim?.handle ?? null;
  }
}

const keysOfClaims = new WeakMap<Draft['claims'], ReadonlySet<string>>();

/** The comparison keys of the claimed authors; several steps ask for them, over and over. */
export function claimedNames(draft: Draft): ReadonlySet<string> {
  const known = keysOfClaims.get(draft.claims);
  if (known) return known;
  const keys = new Set(claimedAuthors(draft).map((author) => comparisonKey(author.name)));
  keysOfClaims.set(draft.claims, keys);
  return keys;
}

/** The persons among the authors that the feed names; the outlet itself is none. */
export function claimedAuthors(draft: Pick<Draft, 'claims' | 'rules'>): Author[] {
  const { claims, rules } = draft;
  const outlet = claims.outlet === null ? null : comparisonKey(claims.outlet);
  const authors = new Map<string, Author>();
  for (const claim of claims.authors.slice(0, maxClaimedAuthors)) {
    for (const person of personsIn(claim, rules)) {
      const key = comparisonKey(person.name);
      if (key !== outlet && !authors.has(key)) authors.set(key, person);
    }
  }
  return [...authors.values()];
}

/** A feed's author field holds one name, a list, "By …", "Doe, Jane" or "mail@host (Jane Doe)". */
function personsIn(claim: FeedAuthor, rules: NormalizeRules): Author[] {
  const text = (claim.name ?? claim.email ?? '').slice(0, 1000).replace(/[\r\n]+/g, ', ');
  const { authors } = parseNames(turnedNames(tidyLine(text), rules), rules);
  const [only] = authors;
  if (only === undefined || authors.length > 1) return authors;
  only.email ??= emailIn(claim.email);
  only.url ??= httpUrl(claim.url);
  return authors;
}

function emailIn(text: string | null): string | null {
  return text?.slice(0, 320).match(/[^\s@<>()]{1,64}@[^\s@<>()]{1,255}/)?.[0] ?? null;
}

function readableEmail(email: string | null, rules: NormalizeRules): string | null {
  const mailbox = email?.split('@')[0]?.toLowerCase();
  return mailbox === undefined || rules.byline.noReply.has(mailbox) ? null : email;
}

function httpUrl(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null;
}
