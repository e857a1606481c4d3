/**
 * Text that PostgreSQL can hold: without NUL characters and without halves of surrogate pairs, which neither text
 * nor jsonb accept.
 */
export function storableText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '') : wellFormed;
}

/** How JSON.stringify writes what storableText takes out: NUL and halves of surrogate pairs. */
const unstorableEscape = /\\u(?:0000|d[89a-f])/;

/** The value as JSON in which every string is storable. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!unstorableEscape.test(json)) return json;
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'string' ? storableText(field) : field,
  );
}
