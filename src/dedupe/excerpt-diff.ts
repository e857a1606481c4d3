import type { DiffPart } from '../domain/revision.ts';

const contextChars = 40;
const changedChars = 300;
const maxParts = 25;
const gap = '…';

/** The changes of a diff with some words around each; long stretches are cut, and so is what comes after many changes. */
export function excerptDiff(parts: readonly DiffPart[]): DiffPart[] {
  const excerpt = parts.slice(0, maxParts).map((part, index): DiffPart => {
    if (part.kind !== 'same') return { ...part, text: cut(part.text, changedChars) };
    const isLast = index === parts.length - 1;
    return { ...part, text: context(part.text, index === 0 ? 0 : contextChars, isLast ? 0 : contextChars) };
  });
  return parts.length > maxParts ? [...excerpt, { kind: 'same', text: gap }] : excerpt;
}

function cut(text: string, chars: number): string {
  return text.length > chars ? `${text.slice(0, chars)}${gap}` : text;
}

function context(text: string, head: number, tail: number): string {
  if (text.length <= head + tail) return text;
  return `${text.slice(0, head)}${gap}${tail > 0 ? text.slice(-tail) : ''}`;
}
