import { isUtf8 } from 'node:buffer';

/** Characters that windows-1252 has where ISO 8859-1 has controls, by their byte (WHATWG Encoding, index windows-1252). */
const byteOfCharacter = new Map(
  Array.from('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ', (character, index) => [
    character,
    0x80 + index,
  ]),
);
const follower = `[\\u0080-\\u00bf${[...byteOfCharacter.keys()].join('')}]`;
const sequence = new RegExp(
  `[\\u00c2-\\u00df]${follower}|[\\u00e0-\\u00ef]${follower}{2}|[\\u00f0-\\u00f4]${follower}{3}`,
  'g',
);

const pair = new RegExp(`[\\u00c2-\\u00f4]${follower}`);

/**
 * Text that was UTF-8, was taken for windows-1252 and encoded once more (`Ã©` for `é`), as it was meant. Only where it is
 * certain: every character beyond ASCII has to be part of such a sequence.
 */
export function mendDoubleUtf8(text: string): string {
  if (!pair.test(text) || /[^\0-\x7f]/.test(text.replace(sequence, ''))) return text;
  const sequences = text.match(sequence)?.map(bytesOf) ?? [];
  if (!sequences.every(isUtf8)) return text;
  return text.replace(sequence, (found) => bytesOf(found).toString());
}

function bytesOf(characters: string): Buffer {
  return Buffer.from(Array.from(characters, byteOf));
}

function byteOf(character: string): number {
  return byteOfCharacter.get(character) ?? character.charCodeAt(0);
}
