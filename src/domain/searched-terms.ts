import type { ArticleContent } from './article.ts';
import { maxNear, type QueryField } from './query.ts';
import { termsOf } from './terms.ts';

/** Of longer texts the beginning is searched; a tsvector may hold 1 MB. */
const maxBodyChars = 200_000;
const maxFieldChars = 4000;

/** PostgreSQL's limits for a tsvector: positions are 14 bits, the two above them are the weight; 255 for a lexeme. */
const lastPosition = 16_383;
const maxPlaces = 255;
const gap = maxNear + 10;

/** Weights as a tsvector has them in the upper two bits of a place: A, B, C and D. */
export const weights = { title: 3 << 14, subtitle: 2 << 14, field: 1 << 14, body: 0 } as const;

const languageTag = /^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,7}$/;

/** Where a lexeme stands: weight and position in one number, ascending positions. */
export type Places = Map<string, number[]>;

/** What search reads of an article. */
export type SearchedContent = Pick<
  ArticleContent,
  | 'title'
  | 'subtitle'
  | 'bodyText'
  | 'authors'
  | 'agency'
  | 'section'
  | 'tags'
  | 'dateline'
  | 'url'
  | 'copyright'
  | 'language'
>;

/**
 * What an article is found by: its lexemes and where they stand. Those of headline, subtitle and body are terms; those
 * of other fields bear the field's name, so that they meet no words of the text. The store keeps exactly this, so a
 * query finds the same in it as in memory.
 */
export function searchedTerms(content: SearchedContent): Places {
  const places: Places = new Map();
  for (const { terms, before, weight } of searchedTexts(content)) addTerms(places, terms, before, weight);
  addField(
    places,
    'author',
    content.authors.map(({ name }) => name),
  );
  addField(places, 'agency', [content.agency]);
  addField(places, 'section', [content.section]);
  addField(places, 'tag', content.tags);
  addField(places, 'place', [content.dateline?.place]);
  addField(places, 'url', [content.url]);
  addField(places, 'holder', [content.copyright?.holder]);
  addLanguage(places, content.language);
  return places;
}

/** A text of an article that words and phrases are searched in. Its terms stand behind the position `before`. */
export interface SearchedText {
  field: 'title' | 'subtitle' | 'bodyText';
  text: string;
  terms: string[];
  before: number;
  weight: number;
}

/** Headline, subtitle and body, far enough apart that no phrase reaches from one into the next. */
export function searchedTexts({ title, subtitle, bodyText }: SearchedContent): SearchedText[] {
  let before = 0;
  const next = (field: SearchedText['field'], text: string, weight: number): SearchedText => {
    const searched = { field, text, terms: termsOf(text), before, weight };
    before = Math.min(before + searched.terms.length + gap, lastPosition);
    return searched;
  };
  return [
    next('title', (title ?? '').slice(0, maxFieldChars), weights.title),
    next('subtitle', (subtitle ?? '').slice(0, maxFieldChars), weights.subtitle),
    next('bodyText', bodyText.slice(0, maxBodyChars), weights.body),
  ];
}

/** Adds what a field holds: each value a text of its own. */
export function addField(
  places: Places,
  field: QueryField,
  values: readonly (string | null | undefined)[],
): void {
  let position = 0;
  for (const value of values) {
    if (!value) continue;
    const lexemes = termsOf(value.slice(0, maxFieldChars)).map((term) => lexemeOf(field, term));
    position = Math.min(addTerms(places, lexemes, position, weights.field) + gap, lastPosition);
  }
}

/** `en-GB` is found as `en` and as `en-gb` (RFC 4647 §3.3.1, basic filtering). */
function addLanguage(places: Places, language: string | null): void {
  const tag = language?.toLowerCase() ?? '';
  if (!languageTag.test(tag)) return;
  const subtags = tag.split('-');
  for (const [index] of subtags.entries())
    places.set(lexemeOf('lang', subtags.slice(0, index + 1).join('-')), [weights.field | 1]);
}

/** A term as the index has it; terms hold letters, digits and marks alone. */
export function lexemeOf(field: QueryField, term: string): string {
  return field === 'text' || field === 'title' || field === 'body' ? term : `/${field}/${term}`;
}

function addTerms(places: Places, lexemes: readonly string[], before: number, weight: number): number {
  let position = before;
  for (const lexeme of lexemes) {
    if (position < lastPosition) position += 1;
    const known = places.get(lexeme);
    if (!known) places.set(lexeme, [position | weight]);
    // All that lies beyond the last position stands there, and a lexeme has each position once.
    else if (known.length < maxPlaces && known.at(-1) !== (position | weight)) known.push(position | weight);
  }
  return position;
}
