/** A field of an article as text of which a change shows word by word: a line for each entry, what is absent left out. */
export function readableField(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(readableEntry).join('\n');
  return readableEntry(value);
}

function readableEntry(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .filter(([, part]) => part !== null)
    .map(([name, part]) => (name === 'name' ? String(part) : `${name}: ${readableField(part)}`))
    .join(', ');
}
