import type { Element } from 'domhandler';

const maxNameChars = 400;
/** A longer id is made of the words of a headline: it says what the text is about. */
const maxIdWords = 4;
/** Names are the same on every page of a site; so many are remembered with what they hold. */
const maxKnown = 20_000;

/** "has-sidebar", "sidebar-enabled": what an element stands beside, not what it is. */
const stateWords: ReadonlySet<string> = new Set([
  ...['has', 'with', 'without', 'no', 'enabled', 'disabled', 'true', 'false', 'layout'],
]);

/** Phrases of class names and ids ("read-more") to look names up in. */
export interface NamePhrases {
  /** What follows the first words of the phrases. */
  byFirst: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Names looked up before. */
  known: Map<string, boolean>;
}

/** Prepares phrases, by their first words. */
export function namePhrases(phrases: readonly string[]): NamePhrases {
  const byFirst = new Map<string, string[][]>();
  for (const phrase of phrases) {
    const [first, ...others] = wordsOf(phrase);
    if (first === undefined) continue;
    byFirst.set(first, [...(byFirst.get(first) ?? []), others]);
  }
  return { byFirst, known: new Map() };
}

/** Whether a class name or the id of an element holds one of the phrases, word by word. */
export function isNamed({ name, attribs }: Element, phrases: NamePhrases): boolean {
  const classes = (attribs['class'] ?? '').slice(0, maxNameChars).split(/\s+/);
  if (classes.some((one) => one !== '' && holds(one, phrases))) return true;
  const id = attribs['id'];
  if (!id || /^h[1-6]$/.test(name)) return false;
  return wordsOf(id.slice(0, maxNameChars)).length <= maxIdWords && holds(id.slice(0, maxNameChars), phrases);
}

function holds(name: string, phrases: NamePhrases): boolean {
  const { known } = phrases;
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= maxKnown) known.clear();
  const found = holdsPhrase(wordsOf(name), phrases);
  known.set(name, found);
  return found;
}

function holdsPhrase(words: readonly string[], { byFirst }: NamePhrases): boolean {
  if (words.some((word) => stateWords.has(word))) return false;
  return words.some((word, at) =>
    byFirst.get(word)?.some((others) => others.every((other, index) => words[at + 1 + index] === other)),
  );
}

/** "relatedPosts", "related_posts" and "related-posts" are the same words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
