import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { FeedProblem } from '../domain/parsed-feed.ts';

export interface DecodedText {
  text: string;
  problems: FeedProblem[];
}

/** How far a charset label is looked for, in bytes. */
const prologBytes = 1024;

/**
 * Bytes as text. The charset is the byte order mark's, else the HTTP header's, else the XML declaration's, else UTF-8;
 * bytes that are not valid UTF-8 though they should be are read as windows-1252. Never fails.
 */
export function decode(bytes: Uint8Array, contentType: string | null): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const problems: FeedProblem[] = [];
  const mark = byteOrderMark(buffer);
  if (mark) return { text: iconv.decode(buffer, mark), problems };
  const label = knownLabel([httpCharset(contentType), declaredCharset(buffer)], problems);
  if (label === null || isUtf8Label(label) || isDisproved(buffer, label, problems)) {
    return { text: decodeUtf8(buffer, problems), problems };
  }
  return { text: iconv.decode(buffer, label), problems };
}

function byteOrderMark(buffer: Buffer): string | null {
  const start = buffer.toString('hex', 0, 4);
  if (start.startsWith('efbbbf')) return 'utf-8';
  if (start === '0000feff') return 'utf-32be';
  if (start === 'fffe0000') return 'utf-32le';
  if (start.startsWith('feff') || start.startsWith('003c00')) return 'utf-16be';
  if (start.startsWith('fffe') || /^3c00..00$/.test(start)) return 'utf-16le';
  return null;
}

function httpCharset(contentType: string | null): string | null {
  const found = /charset\s{0,5}=\s{0,5}["']?([\w.:-]{1,40})/i.exec((contentType ?? '').slice(0, 500));
  return found?.[1] ?? null;
}

function declaredCharset(buffer: Buffer): string | null {
  const prolog = /<\?xml\s[^>]{0,200}/i.exec(buffer.toString('latin1', 0, prologBytes))?.[0] ?? '';
  return /encoding\s{0,5}=\s{0,5}["']?([\w.:-]{1,40})/i.exec(prolog)?.[1] ?? null;
}

function knownLabel(labels: (string | null)[], problems: FeedProblem[]): string | null {
  for (const label of labels) {
    if (label === null) continue;
    if (isCharset(label)) return browserLabel(label);
    problems.push({
      code: 'unknown-charset',
      message: `the charset label ${label} is unknown; it was ignored`,
    });
  }
  return null;
}

/** iconv-lite also knows codecs that are no charsets (base64, hex). */
function isCharset(label: string): boolean {
  return !/^(base64|hex|binary|internal)/i.test(label) && iconv.encodingExists(label);
}

/** What pages call ISO-8859-1 and ASCII is windows-1252 (WHATWG Encoding §4.2). */
function browserLabel(label: string): string {
  return /^(iso[-_]?8859[-_]1|latin-?1|l1|(us-)?ascii)$/i.test(label) ? 'windows-1252' : label;
}

function isUtf8Label(label: string): boolean {
  return /^utf-?8$/i.test(label);
}

/**
 * Whether the bytes prove a label wrong: UTF-16 without a zero byte; or a Latin charset where all beyond ASCII is valid
 * UTF-8, which by chance happens to no text. Many servers send such a label by default.
 */
function isDisproved(buffer: Buffer, label: string, problems: FeedProblem[]): boolean {
  if (/^(utf-?(16|32)|ucs)/i.test(label)) return !buffer.subarray(0, 64).includes(0);
  if (!/^(windows-?125|cp125|iso-?8859|latin)/i.test(label) || isAscii(buffer) || !isUtf8(buffer))
    return false;
  problems.push({
    code: 'wrong-charset',
    message: `the charset is said to be ${label}, but the bytes are UTF-8`,
  });
  return true;
}

function decodeUtf8(buffer: Buffer, problems: FeedProblem[]): string {
  if (isUtf8(buffer)) return iconv.decode(buffer, 'utf-8');
  const declared = knownLabel([declaredCharset(buffer)], []);
  if (declared !== null && !isUtf8Label(declared)) return iconv.decode(buffer, declared);
  problems.push({ code: 'invalid-utf8', message: 'the bytes are not valid UTF-8; they were read leniently' });
  return decodeMixed(buffer);
}

/** A few stray bytes in UTF-8 leave the rest readable; a document with hardly a valid sequence is windows-1252. */
function decodeMixed(buffer: Buffer): string {
  const asUtf8 = buffer.toString('utf8');
  const invalid = count(asUtf8, /\ufffd/g);
  const valid = count(asUtf8, /[\u0080-\ufffc]/g);
  return valid > invalid ? asUtf8 : iconv.decode(buffer, 'windows-1252');
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}
