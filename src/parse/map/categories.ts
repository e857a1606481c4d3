import type { CategoryTerm } from '../../domain/parsed-feed.ts';
import type { Fields } from '../canonical/read-canonical.ts';
import { plainText } from './field-text.ts';

const maxCategories = 200;

/** The names of the categories and keywords of a feed or an item, each once. */
export function readCategories(fields: Fields): string[] {
  const names = [...fields('category'), ...fields('keywords')].map(plainText);
  return [...new Set(names.filter((name) => name !== null))].slice(0, maxCategories);
}

/** The terms that name a scheme (RFC 4287 §4.2.2.2, RSS's domain). */
export function readCategoryTerms(fields: Fields): CategoryTerm[] {
  const terms = fields('category').flatMap((field) => {
    const [term, scheme] = [field.attribute('term'), field.attribute('scheme')];
    return term === null || scheme === null ? [] : [{ term, scheme }];
  });
  return terms.slice(0, maxCategories);
}
