import { escapeUTF8 } from 'entities';

/** Markup that is written as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | Markup | null | Value[];

/** XML as it stands here, with whatever is put into it escaped, for texts and attributes alike; null is nothing. */
export function xml(parts: TemplateStringsArray, ...values: Value[]): Markup {
  return new Markup(parts.reduce((text, part, index) => text + written(values[index - 1] ?? null) + part));
}

function written(value: Value): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(written).join('');
  return value instanceof Markup ? value.text : escapeUTF8(printable(value));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** What XML 1.0 (§2.2) has no way to write goes; halves of surrogate pairs become U+FFFD. */
function printable(text: string): string {
  return text.replace(forbidden, '').toWellFormed();
}
