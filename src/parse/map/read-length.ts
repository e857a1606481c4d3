/** A size as given; null for anything but a whole number above zero. */
export function readLength(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) && Number(text) > 0 ? Number(text) : null;
}

/** A count as given; null for anything but a whole number. */
export function readCount(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
}
