import type { ArticleContent } from '../domain/article.ts';
import { termsOf } from '../domain/terms.ts';

/** A longer text could exceed what a tsvector may hold (1 MB). */
const searchedChars = 200_000;

/** PostgreSQL's limits: positions are 14 bits, the upper two of the 16 are the weight; 255 of them for a lexeme. */
const lastPosition = 16_383;
const maxPositions = 255;
const weightOfTitle = 3 << 14;
const weightOfBody = 0;
/** So that no phrase reaches from the headline into the body. */
const gap = 10;

const tsvectorOid = 3614;

/**
 * What articles are found by: the terms of headline (weight A) and body (weight D) with their positions, as a
 * PostgreSQL `tsvector[]` in its binary format (array_recv, tsvectorrecv), one vector an article. to_tsvector takes
 * four times as long and reads numbers, hyphens and scripts without spaces its own way.
 */
export function encodeSearchVectors(contents: ArticleContent[]): Buffer {
  const header = Buffer.alloc(20);
  header.writeInt32BE(1, 0); // dimensions; then no nulls
  header.writeUInt32BE(tsvectorOid, 8);
  header.writeInt32BE(contents.length, 12);
  header.writeInt32BE(1, 16); // index of the first
  return Buffer.concat([header, ...contents.flatMap((content) => withLength(encodeSearchVector(content)))]);
}

function encodeSearchVector({ title, bodyText }: ArticleContent): Buffer {
  const positions = new Map<string, number[]>();
  const end = addTerms(positions, title ?? '', 0, weightOfTitle);
  addTerms(positions, bodyText, end + gap, weightOfBody);
  return encode(positions);
}

function addTerms(positions: Map<string, number[]>, text: string, before: number, weight: number): number {
  let position = before;
  for (const term of termsOf(text.slice(0, searchedChars))) {
    if (position < lastPosition) position += 1;
    const known = positions.get(term);
    if (!known) positions.set(term, [position | weight]);
    // All that lies beyond the last position stands there, and a lexeme has each position once.
    else if (known.length < maxPositions && known.at(-1) !== (position | weight))
      known.push(position | weight);
  }
  return position;
}

/** Number of lexemes; for each its text, zero-terminated, the number of its positions, and these, ascending. */
function encode(positions: Map<string, number[]>): Buffer {
  let size = 4;
  for (const [term, places] of positions) size += 3 * term.length + 3 + 2 * places.length;
  const vector = Buffer.allocUnsafe(size);
  let end = vector.writeUInt32BE(positions.size, 0);
  for (const [term, places] of positions) {
    end = writeText(vector, term, end);
    end = vector.writeUInt8(0, end);
    end = vector.writeUInt16BE(places.length, end);
    for (const place of places) end = vector.writeUInt16BE(place, end);
  }
  return vector.subarray(0, end);
}

/** Most terms are a few ASCII letters, which take longer to hand over to Buffer.write than to write. */
function writeText(vector: Buffer, text: string, start: number): number {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) return start + vector.write(text, start);
    vector[start + index] = code;
  }
  return start + text.length;
}

function withLength(vector: Buffer): [Buffer, Buffer] {
  const length = Buffer.alloc(4);
  length.writeInt32BE(vector.length);
  return [length, vector];
}
