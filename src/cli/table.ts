const maxCellWidth = 60;
/** The last column pushes no other aside; it is where reasons stand. */
const maxLastWidth = 600;
const gap = '  ';

/** Columns under their headings for a person; a cell's control characters, and what is too long of all but the last, go. */
export function formatTable(headings: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = [headings, ...rows].map((row) =>
    row.map((value, column) => toCell(value, column === headings.length - 1 ? maxLastWidth : maxCellWidth)),
  );
  const widths = headings.map((_, column) =>
    cells.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(gap)
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function toCell(value: unknown, maxWidth: number): string {
  const text = value === null || value === undefined ? '-' : String(value).slice(0, maxLastWidth);
  const printable = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  return printable.length > maxWidth ? `${printable.slice(0, maxWidth - 1)}…` : printable || '-';
}
