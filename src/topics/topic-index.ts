import type { Query } from '../domain/query.ts';
import { matchesQuery } from './match-query.ts';
import type { SearchedArticle } from './searched-article.ts';
import { type Trigger, triggersOf } from './triggers.ts';

/** A query with the name that the index gives back. */
export interface IndexedTopic {
  id: string;
  query: Query;
}

/** Many topics, asked at once which of them an article matches. */
export interface TopicIndex {
  /** The ids of the topics that match, exactly as if each had been tried; in the order in which they were given. */
  match(article: SearchedArticle): string[];
}

type Entries = Map<string, number[]>;

/**
 * Puts each topic under a set of terms of which an article that matches must have one, the rarest that will do; only
 * topics under the article's own terms are tried. Topics without such terms are tried on every article.
 * @param countOf in how many of some usual articles a lexeme stands.
 */
export function createTopicIndex(
  topics: readonly IndexedTopic[],
  countOf: (lexeme: string) => number,
): TopicIndex {
  const words: Entries = new Map();
  const prefixes: Entries = new Map();
  const stems = new Map<string, Entries>();
  const always: number[] = [];
  const entriesFor = (trigger: Trigger) => {
    if (trigger.form !== 'stem') return trigger.form === 'word' ? words : prefixes;
    const entries = stems.get(trigger.language) ?? new Map();
    stems.set(trigger.language, entries);
    return entries;
  };
  for (const [number, { query }] of topics.entries()) {
    const triggers = triggersOf(query, countOf);
    if (triggers === null) always.push(number);
    else for (const trigger of triggers) addEntry(entriesFor(trigger), trigger.lexeme, number);
  }
  const lengths = [...new Set(Array.from(prefixes.keys(), (prefix) => prefix.length))].sort((a, b) => a - b);

  return {
    match(article) {
      const tried = new Set(always);
      const tryAll = (numbers: number[] | undefined) => {
        if (numbers) for (const number of numbers) tried.add(number);
      };
      for (const lexeme of article.places.keys()) {
        tryAll(words.get(lexeme));
        for (const length of lengths) {
          if (length > lexeme.length) break;
          tryAll(prefixes.get(lexeme.slice(0, length)));
        }
      }
      for (const [language, entries] of stems)
        for (const stem of article.stems(language).keys()) tryAll(entries.get(stem));
      return Array.from(tried)
        .sort((a, b) => a - b)
        .flatMap((number) => {
          const topic = topics[number];
          return topic && matchesQuery(topic.query, article) ? [topic.id] : [];
        });
    },
  };
}

function addEntry(entries: Entries, lexeme: string, number: number): void {
  const known = entries.get(lexeme);
  if (known) known.push(number);
  else entries.set(lexeme, [number]);
}
