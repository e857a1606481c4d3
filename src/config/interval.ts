const maxSeconds = 30 * 86_400;
const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };
const largestUnitFirst = Object.entries(unitSeconds).reverse();

/** Seconds in `90s`, `15m`, `2h`, `1d`; null for anything else and above 30 days. */
export function intervalOf(text: string): number | null {
  const [, count, unit = ''] = /^([1-9]\d{0,6})([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (unitSeconds[unit] ?? Number.NaN);
  return seconds <= maxSeconds ? seconds : null;
}

/** The interval as intervalOf reads it, in the largest unit that makes it a whole number. */
export function writtenInterval(seconds: number): string {
  const [unit, length] = largestUnitFirst.find(([, unitLength]) => seconds % unitLength === 0) ?? ['s', 1];
  return `${seconds / length}${unit}`;
}
