/** Texts of feeds may hold control characters, which a terminal would obey. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, ' ');
}
