/** A JSON object's own member; undefined for anything else, so that `__proto__` and the like mean nothing. */
export function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member as trimmed text; numbers count as text (ids are often numbers). Null where absent or empty. */
export function textMember(value: unknown, name: string): string | null {
  const found = member(value, name);
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' ? found.trim() || null : null;
}

export function listMember(value: unknown, name: string): unknown[] {
  const found = member(value, name);
  return Array.isArray(found) ? found : [];
}
