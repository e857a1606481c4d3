import type { Draft } from './draft.ts';
import { openingPhrase, type PhraseIndex } from './phrase-index.ts';

const maxNotes = 20;
const frame = /^[\s*_([{•–—-]+/;

/** Tells corrections and editors' notes; they stay in the body. */
export function markNotes(draft: Draft): void {
  const { corrections, notes } = draft.rules.boilerplate;
  for (const { text } of draft.lines) {
    if (draft.content.notes.length === maxNotes) return;
    const lower = text.slice(0, 100).toLowerCase().replace(frame, '');
    if (opens(lower, corrections)) draft.content.notes.push({ kind: 'correction', text });
    else if (opens(lower, notes)) draft.content.notes.push({ kind: 'editors-note', text });
  }
}

/** "Correction: …", "Editor's note – …"; a phrase of several words that goes on as a sentence does without a mark. */
function opens(lower: string, index: PhraseIndex): boolean {
  const phrase = openingPhrase(lower, index);
  if (phrase === null) return false;
  const rest = lower.slice(phrase.length);
  return (
    /^\s?(?:[:：.\])—–-]|\(|$)/.test(rest) ||
    phrase.split(' ').length > 3 ||
    (/^[^:]{0,30}:/.test(rest) && !/\s\S+\s\S+\s/.test(rest.split(':')[0] ?? ''))
  );
}
