import type { PageRules } from './page-rules.ts';

const maxOpeningChars = 180;
const maxEndingChars = 70;

/** Whether a line leads away from the article or asks for something instead of telling. */
export function isCruftLine(text: string, { alone, openings }: PageRules): boolean {
  const line = text.toLowerCase().replaceAll('’', "'");
  if (alone.has(bare(line)) || /^\d{1,3} (?:min(?:ute)?s?\.?) (?:of )?read(?:ing)?$/.test(bare(line)))
    return true;
  return line.length <= maxOpeningChars && openings.some((opening) => line.startsWith(opening));
}

/** Whether a line heads what follows an article: related ones, comments, who wrote it. */
export function isEnding(text: string, { endings }: PageRules): boolean {
  return text.length <= maxEndingChars && endings.has(bare(text.toLowerCase().replaceAll('’', "'")));
}

/** Without what stands around a label: arrows, colons, dots. */
function bare(line: string): string {
  return line.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}?!]+$/gu, '');
}
