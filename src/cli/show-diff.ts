import type { DiffPart } from '../domain/revision.ts';

const marks = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;

/** A diff by words, as `[-taken away-]` and `{+come+}`. */
export function showDiff(parts: readonly DiffPart[]): string {
  return parts.map(({ kind, text }) => `${marks[kind][0]}${text}${marks[kind][1]}`).join('');
}
