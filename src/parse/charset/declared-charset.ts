/** How far a declaration is looked for, in bytes. */
const prologBytes = 1024;

/** The charset of a Content-Type header. */
export function httpCharset(contentType: string | null): string | null {
  const found = /charset\s{0,5}=\s{0,5}["']?([\w.:-]{1,40})/i.exec((contentType ?? '').slice(0, 500));
  return found?.[1] ?? null;
}

/** The charset of an XML declaration (XML 1.0 §4.3.3), else of an HTML meta element. */
export function declaredCharset(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, prologBytes);
  const prolog = /<\?xml\s[^>]{0,200}/i.exec(head)?.[0] ?? '';
  const encoding = /encoding\s{0,5}=\s{0,5}["']?([\w.:-]{1,40})/i.exec(prolog)?.[1];
  return encoding ?? /<meta\s[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w.:-]{1,40})/i.exec(head)?.[1] ?? null;
}

/** The charset of a byte order mark, or of how `<` and `<?` look in UTF-16 and UTF-32 (XML 1.0 appendix F). */
export function markedCharset(bytes: Buffer): string | null {
  const start = bytes.toString('hex', 0, 4);
  if (start.startsWith('efbbbf')) return 'utf-8';
  if (start === '0000feff' || start === '0000003c') return 'utf-32be';
  if (start === 'fffe0000' || start === '3c000000') return 'utf-32le';
  if (start.startsWith('feff') || start.startsWith('003c00')) return 'utf-16be';
  if (start.startsWith('fffe') || /^3c00..00$/.test(start)) return 'utf-16le';
  return null;
}
