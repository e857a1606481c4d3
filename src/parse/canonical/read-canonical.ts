import Parser from 'rss-parser';
import { canonicalPrefix } from './canonical-writer.ts';
import { type FieldName, fieldNames } from './field-names.ts';

/** One canonical element. */
export interface Field {
  text: string;
  attribute(name: string): string | null;
}

/** What a feed or an item says, by field; a field that is absent has no entries. */
export type Fields = (name: FieldName) => Field[];

export interface CanonicalFeed {
  feed: Fields;
  items: Fields[];
}

const none: Field[] = [];
const canonicalNames = Object.fromEntries(fieldNames.map((name) => [name, canonicalPrefix + name])) as Record<
  FieldName,
  string
>;

/** Reads a canonical document with rss-parser, which hands our elements over as they are. Rejects if it cannot. */
export async function readCanonical(xml: string): Promise<CanonicalFeed> {
  const handOver = Object.values(canonicalNames).map((name) => [name, name, { keepArray: true }]);
  // Its types know neither the three-part form for feeds nor that it takes any element.
  const customFields = { feed: handOver, item: handOver } as object;
  const parser = new Parser({ customFields });
  const output: { items: object[] } = await parser.parseString(xml);
  return { feed: fieldsOf(output), items: output.items.map(fieldsOf) };
}

function fieldsOf(output: object): Fields {
  const values = output as Partial<Record<string, unknown>>;
  return (name) => {
    const found = values[canonicalNames[name]];
    return Array.isArray(found) ? found.map(readField) : none;
  };
}

/** xml2js gives a string for an element without attributes, else an object with text `_` and attributes `$`. */
function readField(value: unknown): Field {
  if (typeof value === 'string') return { text: value, attribute: () => null };
  const { _: text, $: attributes } = value as { _?: string; $?: Record<string, string> };
  return { text: text ?? '', attribute: (name) => attributes?.[name] ?? null };
}
