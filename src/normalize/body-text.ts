import type { Draft } from './draft.ts';

/** Writes the body as text: a blank line between paragraphs, none between the items of a list or rows of a table. */
export function writeBodyText(draft: Draft): void {
  const parts: string[] = [];
  let group: number | null = null;
  for (const line of draft.lines) {
    if (group !== null) parts.push(line.group === group ? '\n' : '\n\n');
    parts.push(line.text);
    group = line.group;
  }
  draft.content.bodyText = parts.join('');
}
