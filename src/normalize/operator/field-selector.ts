/** A selector and the attribute of what it finds that is meant; null: its text. */
export interface FieldSelector {
  selector: string;
  attribute: string | null;
}

/** Reads `time @datetime`, a selector with an attribute behind it, or a selector alone. */
export function readField(text: string): FieldSelector {
  const at = text.lastIndexOf('@');
  const attribute = at < 0 ? '' : text.slice(at + 1).trim();
  if (!/^[a-z][\w:.-]*$/i.test(attribute)) return { selector: text.trim(), attribute: null };
  return { selector: text.slice(0, at).trim(), attribute: attribute.toLowerCase() };
}
