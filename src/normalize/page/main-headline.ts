import { comparisonKey } from '../tidy-text.ts';

/** Of several main headings the one that the page is titled with, else the first with more than one word. */
export function mainHeadline(headlines: readonly string[], titles: readonly string[]): string | null {
  const keys = titles.map(comparisonKey).filter((key) => key !== '');
  const isTitle = (text: string): boolean => {
    const key = comparisonKey(text);
    return key !== '' && keys.some((title) => title.startsWith(key) || key.startsWith(title));
  };
  return headlines.find(isTitle) ?? headlines.find((text) => text.includes(' ')) ?? headlines[0] ?? null;
}
