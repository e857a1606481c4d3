const inspectedBytes = 4096;
const inspectedChars = 20_000;
/** Real text in a wrong charset has a few control characters; random bytes have 10 %. */
const maxControlRatio = 0.01;

const charsetParameter = /charset\s{0,10}=\s{0,10}["']?([\w.:-]{1,40})/i;
const xmlEncoding = /^<\?xml\b[^>]{0,200}?\bencoding\s{0,10}=\s{0,10}["']([\w.:-]{1,40})/;
const metaCharset = /<meta\b[^>]{0,500}?charset\s{0,10}=\s{0,10}["']?([\w.:-]{1,40})/i;

/**
 * Bytes as text: by byte order mark, what the server says, what a document says of itself (WHATWG labels), else UTF-8
 * where they are valid UTF-8, else windows-1252. Null when they are binary data.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string | null {
  const text = (byMark(bytes) ?? byName(bytes, contentType) ?? asUtf8(bytes) ?? decoder('windows-1252'))(
    bytes,
  );
  return isBinary(text) ? null : text;
}

type Decode = (bytes: Uint8Array) => string;

function decoder(label: string): Decode {
  return (bytes) => new TextDecoder(label).decode(bytes);
}

function byMark([first, second, third]: Uint8Array): Decode | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return decoder('utf-8');
  if (first === 0xff && second === 0xfe) return decoder('utf-16le');
  return first === 0xfe && second === 0xff ? decoder('utf-16be') : null;
}

function byName(bytes: Uint8Array, contentType: string | null): Decode | null {
  const beginning = Buffer.from(bytes.subarray(0, inspectedBytes)).toString('latin1');
  const sent = contentType?.slice(0, inspectedBytes) ?? '';
  const names = [charsetParameter.exec(sent), xmlEncoding.exec(beginning), metaCharset.exec(beginning)].map(
    (found) => found?.[1],
  );
  for (const name of names) {
    // What can be read as far as its own declaration is not in UTF-16, whatever it says (HTML §13.2.3.2).
    if (name && isKnown(name)) return decoder(/^utf-?16/i.test(name) ? 'utf-8' : name);
  }
  return null;
}

function isKnown(label: string): boolean {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    return false;
  }
}

function asUtf8(bytes: Uint8Array): Decode | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return () => text;
  } catch {
    return null;
  }
}

function isBinary(text: string): boolean {
  const beginning = text.slice(0, inspectedChars);
  const controls = beginning.match(/[^\P{Cc}\s]/gu)?.length ?? 0;
  return controls > Math.max(1, beginning.length * maxControlRatio) || beginning.startsWith('%PDF-');
}
