import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { FeedProblem } from '../../domain/parsed-feed.ts';
import { declaredCharset, httpCharset, markedCharset } from './declared-charset.ts';
import { decodeMixed } from './decode-mixed.ts';
import { detectCharset } from './detect-charset.ts';
import { type Charset, charsetOf } from './labels.ts';

export interface DecodedText {
  text: string;
  problems: FeedProblem[];
}

/** So many bytes beyond ASCII are no valid UTF-8 by chance, whatever charset they are said to be of. */
const provingBytes = 6;

/**
 * Bytes as text. The charset is the byte order mark's, else the HTTP header's, else the declaration's (XML, HTML meta),
 * else what the bytes look like. Labels that the bytes disprove are named and ignored. Never fails.
 */
export function decode(bytes: Uint8Array, contentType: string | null): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const problems: FeedProblem[] = [];
  const mark = markedCharset(buffer);
  if (mark !== null) return { text: iconv.decode(buffer, mark), problems };
  const labels = [httpCharset(contentType), declaredCharset(buffer)].filter((label) => label !== null);
  const charset = usableCharset(labels, buffer, problems);
  const text = charset?.decode(buffer) ?? (isUtf8(buffer) ? iconv.decode(buffer, 'utf-8') : null);
  return { text: text ?? decodeUnlabelled(buffer, problems), problems };
}

/** The first charset named that the bytes can be in. */
function usableCharset(labels: string[], bytes: Buffer, problems: FeedProblem[]): Charset | null {
  for (const label of labels) {
    const charset = charsetOf(label);
    if (charset === null) {
      problems.push({
        code: 'unknown-charset',
        message: `the charset label ${label} is unknown; it was ignored`,
      });
    } else if (!isDisproved(charset, bytes, problems)) {
      return charset;
    }
  }
  return null;
}

/** Whether the bytes prove a label wrong. Many servers send the same one with everything. */
function isDisproved(
  { label, isUtf8: isSaidUtf8, isWide }: Charset,
  bytes: Buffer,
  problems: FeedProblem[],
): boolean {
  if (isSaidUtf8) return !isUtf8(bytes);
  // No mark and no zero bytes: it was transcoded, and the label left as it was.
  if (isWide) return !bytes.subarray(0, 64).includes(0);
  if (isAscii(bytes) || !isUtf8(bytes) || !isProven(label, bytes)) return false;
  problems.push({
    code: 'wrong-charset',
    message: `the charset is said to be ${label}, but the bytes are UTF-8`,
  });
  return true;
}

/** In a charset of one byte a character, no text is valid UTF-8 by chance; in others a short one could be. */
function isProven(label: string, bytes: Buffer): boolean {
  if (/^(windows-?125|cp125|iso-?8859|latin|us-ascii|koi8|ibm)/i.test(label)) return true;
  let beyond = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) beyond += 1;
    if (beyond >= provingBytes) return true;
  }
  return false;
}

function decodeUnlabelled(bytes: Buffer, problems: FeedProblem[]): string {
  const mixed = decodeMixed(bytes);
  if (mixed !== null) {
    problems.push({
      code: 'invalid-utf8',
      message: 'some bytes are not valid UTF-8; they were read as windows-1252',
    });
    return mixed;
  }
  const charset = detectCharset(bytes) ?? charsetOf('windows-1252');
  const label = charset?.label ?? 'windows-1252';
  problems.push({ code: 'invalid-utf8', message: `the bytes are not valid UTF-8; they look like ${label}` });
  return charset?.decode(bytes) ?? bytes.toString('latin1');
}
