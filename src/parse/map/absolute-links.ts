import { resolveUrl } from '../resolve-url.ts';

const relativeLink = /\s(?:href|src)\s{0,3}=\s{0,3}(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})')/gi;

/** Further links of one text stay as they are. */
const maxLinks = 5_000;

/**
 * HTML with its relative `href` and `src` resolved. Only needed for xml:base, of which nobody knows once the item has
 * left its document; the rest of the markup stays as it came.
 */
export function absoluteLinks(html: string, base: string): string {
  let links = 0;
  return html.replace(relativeLink, (whole: string, double?: string, single?: string) => {
    const address = double ?? single ?? '';
    links += 1;
    if (links > maxLinks || /^(#|[a-z][a-z0-9+.-]*:)/i.test(address)) return whole;
    const resolved = resolveUrl(address.replaceAll('&amp;', '&'), base) ?? address;
    return `${whole.slice(0, -address.length - 1)}${resolved.replaceAll('&', '&amp;')}${whole.at(-1)}`;
  });
}
