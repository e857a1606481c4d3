import type { DiffPart } from './revision.ts';

const contextChars = 80;
const maxPartChars = 400;
const maxChars = 2000;

/** Of a word that was cut through; scripts without spaces have no such words, and lose some characters. */
const brokenStart = /^\S{1,20}/;
const brokenEnd = /\S{1,20}$/;

/** What changed with the words around it, for people to read: 2,000 characters or so at most; nothing where nothing changed. */
export function changesInContext(parts: readonly DiffPart[]): DiffPart[] {
  const shown: DiffPart[] = [];
  if (parts.every(({ kind }) => kind === 'same')) return shown;
  let chars = 0;
  for (const [index, part] of parts.entries()) {
    if (chars > maxChars) return [...shown, { kind: 'same', text: ' …' }];
    const isEnd = { isFirst: index === 0, isLast: index === parts.length - 1 };
    const text = part.kind === 'same' ? context(part.text, isEnd) : cut(part.text);
    shown.push({ kind: part.kind, text });
    chars += text.length;
  }
  return shown;
}

/** What stands beside the changes; between two of them, both ends. */
function context(text: string, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): string {
  if (text.length <= 2 * contextChars) return text;
  const head = isFirst ? '' : firstWords(text);
  const tail = isLast ? '' : lastWords(text);
  return `${head}…${tail}`;
}

function firstWords(text: string): string {
  return text.slice(0, contextChars).replace(brokenEnd, '');
}

function lastWords(text: string): string {
  return text.slice(-contextChars).replace(brokenStart, '');
}

function cut(text: string): string {
  return text.length <= maxPartChars ? text : `${text.slice(0, maxPartChars).replace(brokenEnd, '')}…`;
}
