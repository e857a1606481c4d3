import { RE2JS } from 're2js';

/** Longer lines are prose, in characters; so are patterns longer than this not read. */
const maxLineChars = 2_000;
const maxPatternChars = 500;

/** Whether a line of a body is one that the pattern finds anywhere in it. */
export type LinePattern = (line: string) => boolean;

export type ReadPattern = { kind: 'pattern'; matches: LinePattern } | { kind: 'refused'; reason: string };

/** Prepares a regular expression in RE2's syntax, case ignored: linear time on any line, for it has no look-around and no back-references. */
export function readLinePattern(text: string): ReadPattern {
  if (text.length > maxPatternChars)
    return { kind: 'refused', reason: `it is longer than ${maxPatternChars} characters` };
  try {
    const pattern = RE2JS.compile(text, RE2JS.CASE_INSENSITIVE);
    if (pattern.matcher('').find()) return { kind: 'refused', reason: 'it matches every line' };
    return {
      kind: 'pattern',
      matches: (line) => line.length <= maxLineChars && pattern.matcher(line).find(),
    };
  } catch (error) {
    const said =
      error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
    return { kind: 'refused', reason: said };
  }
}
