import { TextSearch } from './text-search.ts';

/** What all references of a document may add to it, in characters: some feeds spell their accents that way. */
const maxAddedChars = 1_000_000;
const maxSubsetChars = 100_000;
const maxEntityDepth = 5;

const documentType = /<!DOCTYPE\s[^[<>]{0,500}\[/i;
/** Internal general entities only (XML 1.0 §4.2.1): none that names a file, no parameter entity. */
const declaration =
  /<!ENTITY\s{1,20}([\w.:-]{1,100})\s{1,20}(?:"([^"]{0,10000})"|'([^']{0,10000})')\s{0,20}>/g;
const reference = /&([A-Za-z_][\w.:-]{0,99});/g;
const predefined = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/**
 * Replaces references to the entities that a document declares in its own document type (XML 1.0 §4.4), CDATA sections
 * left alone. Nothing is fetched; once the bound is reached, references stay as they are.
 */
export function expandEntities(text: string): string {
  const entities = declaredEntities(text);
  if (entities.size === 0) return text;
  const budget = { chars: maxAddedChars };
  const search = new TextSearch(text);
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const section = search.find('<![CDATA[', at);
    const sectionEnd = section === -1 ? null : search.skipPast(']]>', section);
    const markupEnd = section === -1 ? text.length : section;
    pieces.push(expandAll(text.slice(at, markupEnd), entities, budget, 0));
    at = sectionEnd ?? text.length;
    pieces.push(text.slice(markupEnd, at));
  }
  return pieces.join('');
}

function declaredEntities(text: string): Entities {
  const start = documentType.exec(text.slice(0, maxSubsetChars));
  const entities = new Map<string, string>();
  if (start === null) return entities;
  const subset = text.slice(start.index, start.index + maxSubsetChars);
  for (const [, name = '', double, single] of subset.matchAll(declaration)) {
    // The first declaration of a name counts.
    if (!entities.has(name) && !predefined.has(name)) entities.set(name, double ?? single ?? '');
  }
  return entities;
}

type Entities = ReadonlyMap<string, string>;

function expandAll(text: string, entities: Entities, budget: { chars: number }, depth: number): string {
  return text.replace(reference, (whole: string, name: string) => {
    const value = entities.get(name);
    if (value === undefined || depth >= maxEntityDepth || value.length > budget.chars) return whole;
    budget.chars -= value.length;
    return expandAll(value, entities, budget, depth + 1);
  });
}
