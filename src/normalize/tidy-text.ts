/** Zero-width space, word joiner, byte order mark, soft hyphen. Joiners stay: Persian, Hindi and emoji need them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const invisible = /[\u0000-\u0008\u000e-\u001f\u007f\u200b\u2060\ufeff\u00ad]+/g;
const whitespace = /[\s\u0085]+/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the same characters
const untidy = /[^\S ]| {2}|[\u0000-\u001f\u007f\u0085\u200b\u2060\ufeff\u00ad]/;

/** One line of text as a reader sees it: every run of whitespace is one space, nothing invisible, no edges. */
export function tidyLine(text: string): string {
  if (!untidy.test(text)) return text.trim();
  return text.replace(invisible, '').replace(whitespace, ' ').trim();
}

/** Preformatted text: line breaks and indents stay. */
export function tidyPreformatted(text: string): string {
  const lines = text.replace(invisible, '').replace(/\r\n?/g, '\n').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

/** Letters and digits alone, in lower case, so that case, typography and spacing do not tell two texts apart. */
export function comparisonKey(text: string): string {
  return text
    .slice(0, 1000)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
