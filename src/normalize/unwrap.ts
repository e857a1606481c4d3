/** Lines that were broken at a column are about so long, in characters. */
const minWrappedChars = 45;
const maxWrappedChars = 100;
const minWrappedLines = 3;
const sentenceEnd = /[.!?…。:;"”’)]\s*$/;

/**
 * Joins the lines of paragraphs that were broken at a fixed column, as wire copy is; only where blank lines part the
 * paragraphs and most broken lines end within a sentence.
 */
export function unwrapped(text: string): string {
  const blocks = text.split(/(\r?\n[^\S\r\n]*\r?\n\s*)/);
  if (blocks.length < 3) return text;
  let broken = 0;
  let ended = 0;
  for (const block of blocks) {
    const lines = block.split(/\r?\n/);
    for (const line of lines.slice(0, -1)) {
      if (line.trim() === '') continue;
      if (line.length < minWrappedChars || line.length > maxWrappedChars) ended += 1;
      else if (sentenceEnd.test(line)) ended += 0.5;
      else broken += 1;
    }
  }
  if (broken < minWrappedLines || ended > broken * 0.34) return text;
  return blocks.map((block) => (block.trim() === '' ? block : joined(block))).join('');
}

/** A short line before the last ends a paragraph or stands for itself. */
function joined(block: string): string {
  const lines = block.split(/\r?\n/);
  return lines
    .map((line, index) =>
      index === lines.length - 1 ? line : `${line}${line.length < minWrappedChars ? '\n' : ' '}`,
    )
    .join('');
}
