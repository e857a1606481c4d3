import type { Author } from '../domain/article.ts';
import type { Token } from './byline-tokens.ts';
import { comparisonKey } from './tidy-text.ts';

type ContactField = 'email' | 'handle' | 'url';

/** Gives the addresses in a byline to the authors they belong to: by their name in it, else in their order. */
export function giveContacts(authors: readonly Author[], tokens: readonly Token[]): void {
  give(authors, tokens, 'email', (text) => text.toLowerCase());
  give(authors, tokens, 'handle', (text) => text);
  give(authors, tokens, 'url', (text) => (/^https?:/i.test(text) ? text : `https://${text}`));
}

function give(
  authors: readonly Author[],
  tokens: readonly Token[],
  field: ContactField,
  written: (text: string) => string,
): void {
  const texts = tokens.filter(({ kind }) => kind === field).map(({ text }) => written(text));
  if (texts.length === 0) return;
  for (const text of texts) {
    const owner = authors.find((author) => author[field] === null && holdsName(text, author.name));
    if (owner) owner[field] = text;
  }
  if (texts.length !== authors.length) return;
  for (const [index, author] of authors.entries()) author[field] ??= texts[index] ?? null;
}

function holdsName(text: string, name: string): boolean {
  const last = comparisonKey(name.split(' ').at(-1) ?? name);
  return last.length > 1 && comparisonKey(text).includes(last);
}
