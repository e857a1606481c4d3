import type { DiffPart } from '../domain/revision.ts';

const contextChars = 80;
const maxPartChars = 400;
const maxChars = 2000;

/** What changed with the words around it, so that a notice can show it: 2,000 characters or so at most. */
export function changesInContext(parts: DiffPart[]): DiffPart[] {
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
  return text.slice(0, contextChars).replace(/\S*$/, '');
}

function lastWords(text: string): string {
  return text.slice(-contextChars).replace(/^\S*/, '');
}

function cut(text: string): string {
  return text.length <= maxPartChars ? text : `${text.slice(0, maxPartChars).replace(/\S*$/, '')}…`;
}
