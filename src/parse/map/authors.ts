import type { FeedAuthor } from '../../domain/parsed-feed.ts';
import type { FieldName } from '../canonical/field-names.ts';
import type { Field, Fields } from '../canonical/read-canonical.ts';
import { resolveUrl } from '../resolve-url.ts';
import { oneLine } from './field-text.ts';

/** An address, loosely. Applied to capped text only. */
const address = /[^\s<>()[\],;:"]{1,64}@[^\s<>()[\],;:"]{1,190}/;

const maxAuthorChars = 500;
const maxAuthors = 50;

/** From who wrote it to who only answers for it; the first that anybody is named by counts. */
const authorFields = ['person', 'alt-person', 'owner'] as const;

/** The persons a feed or an item names, each once, in the order of the document. */
export function readAuthors(fields: Fields, base: string | null): FeedAuthor[] {
  const named = authorFields.map((name) => readPersons(fields, name, base));
  const authors = named.find((persons) => persons.length > 0) ?? [];
  const names = new Set(authors.map(({ name }) => name));
  // The owner of a podcast often is its author, and comes with an address.
  return uniqueAuthors([...authors, ...named.flat().filter(({ name }) => name !== null && names.has(name))]);
}

export function readContributors(fields: Fields, base: string | null): FeedAuthor[] {
  return readPersons(fields, 'contributor', base);
}

/** Authors without the empty ones and without those that name nobody new. */
export function uniqueAuthors(authors: (FeedAuthor | null)[]): FeedAuthor[] {
  const unique = new Map<string, FeedAuthor>();
  for (const author of authors) {
    const key = (author?.name ?? author?.email ?? author?.url)?.toLowerCase();
    if (!author || key === undefined || unique.size >= maxAuthors) continue;
    const known = unique.get(key);
    unique.set(key, known ? merge(known, author) : author);
  }
  return [...unique.values()];
}

/** Items without authors of their own take those of the feed (RFC 4287 §4.2.1, JSON Feed 1.1). */
export function withAuthors<Item extends { authors: FeedAuthor[] }>(
  items: Item[],
  feedAuthors: FeedAuthor[],
): Item[] {
  return items.map((item) => (item.authors.length > 0 ? item : { ...item, authors: feedAuthors }));
}

/** `mail@x (Name)`, `Name <mail@x>`, `Name (mail@x)`, an address or a name alone. Null where the text is empty. */
export function readAuthorText(text: string): FeedAuthor | null {
  const line = oneLine(text.slice(0, maxAuthorChars));
  if (line === null) return null;
  const email = address.exec(line)?.[0] ?? null;
  if (email === null) return { name: line, email: null, url: null };
  const name = line
    .replaceAll(email, ' ')
    .replace(/mailto:/i, ' ')
    .replace(/[()<>[\]"]/g, ' ');
  return { name: oneLine(name.replace(/[\s,;:-]+$/, '').replace(/^[\s,;:-]+/, '')), email, url: null };
}

function readPersons(fields: Fields, name: FieldName, base: string | null): FeedAuthor[] {
  return uniqueAuthors(fields(name).map((field) => readPerson(field, base)));
}

function readPerson(field: Field, base: string | null): FeedAuthor | null {
  const name = oneLine((field.attribute('name') ?? '').slice(0, maxAuthorChars));
  const email = field.attribute('email')?.replace(/^mailto:/i, '') ?? null;
  const url = resolveUrl(field.attribute('url'), field.attribute('base') ?? base);
  if (name === null && email === null && url === null) return readAuthorText(field.text);
  const read = name === null ? null : readAuthorText(name);
  return { name: read?.name ?? null, email: email ?? read?.email ?? null, url };
}

function merge(one: FeedAuthor, other: FeedAuthor): FeedAuthor {
  return { name: one.name ?? other.name, email: one.email ?? other.email, url: one.url ?? other.url };
}
