/** Response headers as undici gives them: lower-case names, a list where a header came several times. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** The header's value; of several, the first. */
export function headerOf(headers: ResponseHeaders, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? null;
}

/** The members of a comma-separated header that may come several times (RFC 9110 §5.6.1), in lower case. */
export function listOf(headers: ResponseHeaders, name: string): string[] {
  const joined = [headers[name] ?? []].flat().join(',').toLowerCase();
  return joined
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');
}

/** A list header that may come several times, as one list; null where it did not come. */
export function joinedOf(headers: ResponseHeaders, name: string): string | null {
  const value = headers[name];
  return value === undefined ? null : [value].flat().join(', ');
}
