import { parseUrl } from '../canonical-url.ts';

/**
 * The address a page is known by: the one it names as its canonical one, where that can be true. It cannot be on another
 * site, nor the front page or a section of the site where the article itself is deeper.
 */
export function pageAddress(canonical: string | null, given: string | null): string | null {
  const own = given === null ? null : parseUrl(given);
  const named = canonical === null ? null : parseUrl(canonical, given);
  if (named === null || !/^https?:$/.test(named.protocol)) return given;
  if (own === null) return named.href;
  return isSameSite(named.hostname, own.hostname) && !isAbove(named, own) ? named.href : given;
}

function isSameSite(one: string, other: string): boolean {
  const [a, b] = [siteOf(one), siteOf(other)];
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

function siteOf(host: string): string {
  return host.replace(/^(?:www\d?|m|mobile|amp)\./, '');
}

/** A path that the other one continues, or none at all; a query there can name the article. */
function isAbove(named: URL, own: URL): boolean {
  const path = named.pathname.replace(/\/+$/, '');
  const ownPath = own.pathname.replace(/\/+$/, '');
  if (path === '' && named.search === '') return ownPath !== '' || own.search !== '';
  const rest = ownPath.startsWith(`${path}/`) ? ownPath.slice(path.length + 1) : '';
  return (
    rest !== '' && !/^(?:amp|print|full|page|all|\d{1,3})\b/i.test(rest) && rest.length > path.length / 2
  );
}
