const maxCellWidth = 60;
const gap = '  ';

/** Columns under their headings for a person; a cell's control characters and overlong rest are left out. */
export function formatTable(headings: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = [headings, ...rows].map((row) => row.map(toCell));
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

function toCell(value: unknown): string {
  const text = value === null || value === undefined ? '-' : String(value).slice(0, 10 * maxCellWidth);
  const printable = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  return printable.length > maxCellWidth ? `${printable.slice(0, maxCellWidth - 1)}…` : printable || '-';
}
