import type { ArticleContent } from '../domain/article.ts';
import { type Places, searchedTerms } from '../domain/searched-terms.ts';

const tsvectorOid = 3614;

/**
 * What articles are found by, their searchedTerms, as a
 * PostgreSQL `tsvector[]` in its binary format (array_recv, tsvectorrecv), one vector an article. to_tsvector takes
 * four times as long and reads numbers, hyphens and scripts without spaces its own way.
 */
export function encodeSearchVectors(contents: ArticleContent[]): Buffer {
  const header = Buffer.alloc(20);
  header.writeInt32BE(1, 0); // dimensions; then no nulls
  header.writeUInt32BE(tsvectorOid, 8);
  header.writeInt32BE(contents.length, 12);
  header.writeInt32BE(1, 16); // index of the first
  return Buffer.concat([
    header,
    ...contents.flatMap((content) => withLength(encode(searchedTerms(content)))),
  ]);
}

/** Number of lexemes; for each its text, zero-terminated, the number of its positions, and these, ascending. */
function encode(positions: Places): Buffer {
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
