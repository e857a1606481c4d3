import { diffWordsWithSpace } from 'diff';
import type { DiffPart } from '../domain/revision.ts';

/** Beyond this many characters of both texts together, paragraphs that differ are told as a whole. */
const maxChars = 200_000;
/** More changes than this are a new text; finding the fewest would take time that grows with their square. */
const maxEdits = 1500;

/** How one text became another, by words; in scripts without spaces by the words that Unicode finds (UAX 29). */
export function diffWords(before: string, after: string): DiffPart[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const changes =
    before.length + after.length > maxChars
      ? undefined
      : diffWordsWithSpace(before, after, { intlSegmenter: segmenter, maxEditLength: maxEdits });
  if (!changes) return replaced(before, after);
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

function replaced(before: string, after: string): DiffPart[] {
  const parts: DiffPart[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  return parts.filter(({ text }) => text !== '');
}
