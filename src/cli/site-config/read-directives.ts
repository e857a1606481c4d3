/** A line of a site config of Full-Text RSS: `strip: //p`, `replace_string(a): b`. */
export interface Directive {
  line: number;
  name: string;
  value: string;
}

/** The lines that say something; comments and blank lines do not. A line that is no directive has no name. */
export function readDirectives(text: string): Directive[] {
  return text
    .split(/\r\n?|\n/)
    .map((line, index) => ({ text: line.trim(), line: index + 1 }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'))
    .map(({ text, line }) => {
      const [, name = '', value = text] = /^([a-z_]+)(?:\(.*?\))?\s*:\s*(.*)$/i.exec(text) ?? [];
      return { line, name: name.toLowerCase(), value };
    });
}
