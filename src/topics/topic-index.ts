import type { Query } from '../domain/query.ts';
import { weights } from '../domain/searched-terms.ts';
import { matchesQuery } from './match-query.ts';
import { createPrefixTree } from './prefix-tree.ts';
import type { SearchedArticle } from './searched-article.ts';
import { triggersOf } from './triggers.ts';

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
  const titleWords: Entries = new Map();
  const prefixes = createPrefixTree();
  const stems = new Map<string, Entries>();
  const always: number[] = [];
  for (const [number, { query }] of topics.entries()) {
    const triggers = triggersOf(query, countOf);
    if (triggers === null) always.push(number);
    for (const trigger of triggers ?? []) {
      if (trigger.form === 'stem') addEntry(entriesOf(stems, trigger.language), trigger.lexeme, number);
      else if (trigger.form === 'prefix') prefixes.add(trigger.lexeme, number);
      else addEntry(trigger.inTitle ? titleWords : words, trigger.lexeme, number);
    }
  }

  return {
    match(article) {
      const tried = new Set(always);
      const addAll = (numbers: number[]) => {
        for (const number of numbers) tried.add(number);
      };
      for (const [lexeme, places] of article.places) {
        addAll(words.get(lexeme) ?? none);
        // The headline's places come first.
        if ((places[0] ?? 0) >= weights.title) addAll(titleWords.get(lexeme) ?? none);
        prefixes.visit(lexeme, addAll);
      }
      for (const [language, entries] of stems)
        for (const stem of article.stems(language).keys()) addAll(entries.get(stem) ?? none);
      const matching: string[] = [];
      for (const number of Array.from(tried).sort((a, b) => a - b)) {
        const topic = topics[number];
        if (topic && matchesQuery(topic.query, article)) matching.push(topic.id);
      }
      return matching;
    },
  };
}

const none: number[] = [];

function entriesOf(stems: Map<string, Entries>, language: string): Entries {
  const entries = stems.get(language) ?? new Map();
  stems.set(language, entries);
  return entries;
}

function addEntry(entries: Entries, lexeme: string, number: number): void {
  const known = entries.get(lexeme);
  if (known) known.push(number);
  else entries.set(lexeme, [number]);
}
