/** Longer addresses are not kept, in characters. */
const maxUrlChars = 8_000;

/**
 * An address made absolute (WHATWG URL), as given where no base is known, and null where there is none: empty, too
 * long, or a scheme that runs code.
 */
export function resolveUrl(address: string | null | undefined, base: string | null): string | null {
  const trimmed = withScheme(address?.trim() ?? '');
  if (trimmed === '' || trimmed.length > maxUrlChars) return null;
  if (/^(javascript|data|vbscript):/i.test(trimmed)) return null;
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(trimmed);
  if (isAbsolute) return trimmed.replace(/\s/g, '%20');
  const resolved = base === null ? null : URL.parse(trimmed, base);
  return resolved?.href ?? trimmed;
}

/** `feed:` stands for http (or before another scheme), and what begins with `www.` is a host. */
function withScheme(address: string): string {
  const feed = /^feed:(?:\/\/)?/i.exec(address)?.[0];
  if (feed !== undefined) {
    const rest = address.slice(feed.length);
    return /^https?:/i.test(rest) ? rest : `http://${rest}`;
  }
  return /^www\.[\w-]+\.[a-z]/i.test(address) ? `http://${address}` : address;
}
