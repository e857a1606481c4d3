import iconv from 'iconv-lite';

/**
 * UTF-8 with a few bytes of windows-1252 in it, as where texts of several systems were put together: each part as what it
 * is. Null where it is not mostly UTF-8.
 */
export function decodeMixed(bytes: Buffer): string | null {
  const pieces: string[] = [];
  let strays = 0;
  let sequences = 0;
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 1) sequences += 1;
    if (length === 0) {
      strays += 1;
      pieces.push(bytes.toString('utf8', from, at), iconv.decode(bytes.subarray(at, at + 1), 'windows-1252'));
      from = at + 1;
    }
    at += Math.max(length, 1);
  }
  return sequences > strays ? `${pieces.join('')}${bytes.toString('utf8', from)}` : null;
}

/** Bytes of the well-formed sequence that begins here (Unicode table 3-7); 0 where none does. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  for (let next = 1; next < length; next += 1) {
    const byte = bytes[at + next] ?? 0;
    const [low, high] = next === 1 ? secondByte(lead) : [0x80, 0xbf];
    if (byte < low || byte > high) return 0;
  }
  return length;
}

function secondByte(lead: number): [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf];
  if (lead === 0xed) return [0x80, 0x9f];
  if (lead === 0xf0) return [0x90, 0xbf];
  return lead === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
}
