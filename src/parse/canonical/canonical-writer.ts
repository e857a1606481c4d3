import { mendDoubleUtf8 } from '../mend-double-utf8.ts';
import type { FieldName } from './field-names.ts';

/** The prefix keeps canonical names apart from those rss-parser has opinions on. */
export const canonicalPrefix = 'w:';

/** Longer attribute values are no address or name that anything could use, in characters. */
const maxAttributeChars = 8_000;

export type FieldAttributes = Record<string, string | null>;

/** Writes the canonical document: RSS 2.0 in outline, with our own elements in it. Well-formed, given texts without characters that XML forbids. */
export class CanonicalWriter {
  readonly #pieces: string[] = ['<rss version="2.0"><channel>'];

  openItem(): void {
    this.#pieces.push('<item>');
  }

  closeItem(): void {
    this.#pieces.push('</item>');
  }

  /** `text` is written as it is; null attributes are left out. */
  field(name: FieldName, text: string, attributes: FieldAttributes = {}): void {
    const tag = canonicalPrefix + name;
    let start = `<${tag}`;
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value.length > maxAttributeChars) continue;
      start += ` ${key}="${escapeText(value)}"`;
    }
    this.#pieces.push(start, '>', section(mendDoubleUtf8(text)), `</${tag}>`);
  }

  finish(): string {
    this.#pieces.push('</channel></rss>');
    return this.#pieces.join('');
  }
}

/** As a CDATA section where there is much to escape: the reader gets through one several times faster. */
function section(text: string): string {
  if (!/[<&]/.test(text)) return text.replaceAll(']]>', ']]&gt;');
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
