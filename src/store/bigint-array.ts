const int8Oid = 20;
const headerBytes = 20;
const elementBytes = 12;

/**
 * Whole numbers up to 2^53 as a PostgreSQL `bigint[]` in its binary format (array_recv, int8recv). As text, thousands of
 * them take longer to write than the store takes to insert them.
 */
export function encodeBigints(numbers: readonly number[]): Buffer {
  const array = Buffer.allocUnsafe(headerBytes + elementBytes * numbers.length);
  array.writeInt32BE(1, 0); // dimensions
  array.writeInt32BE(0, 4); // no nulls
  array.writeUInt32BE(int8Oid, 8);
  array.writeInt32BE(numbers.length, 12);
  array.writeInt32BE(1, 16); // index of the first
  let end = headerBytes;
  for (const number of numbers) {
    end = array.writeInt32BE(8, end);
    end = array.writeInt32BE(Math.floor(number / 2 ** 32), end);
    end = array.writeUInt32BE(number % 2 ** 32, end);
  }
  return array;
}
