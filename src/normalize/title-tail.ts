import { parseUrl } from './canonical-url.ts';
import { comparisonKey } from './tidy-text.ts';

const separator = /\s*\|\s*|\s+[-–—•·»]\s+/gu;
const maxTitleChars = 1_000;
const minSiteKeyChars = 3;

/** What stands before and after the last dash or bar of a title; null where there is none. */
export function cutAtTail(title: string): { head: string; tail: string } | null {
  const last = [...title.slice(0, maxTitleChars).matchAll(separator)].at(-1);
  if (last === undefined) return null;
  const head = title.slice(0, last.index).trim();
  const tail = title.slice(last.index + last[0].length).trim();
  return head === '' || tail === '' ? null : { head, tail };
}

/** "Headline - Outlet", "Headline | Opinion | Outlet": without what stands behind the headline and is no part of it. */
export function withoutTails(title: string, isTail: (tail: string) => boolean): string {
  const cut = cutAtTail(title);
  return cut !== null && isTail(cut.tail) ? withoutTails(cut.head, isTail) : title;
}

/** Whether a host is known by this name: www.portellerybugle.example by "Port Ellery Bugle". */
export function isNameOfHost(name: string, url: string | null): boolean {
  const key = comparisonKey(name);
  const host = url === null ? null : (parseUrl(url)?.hostname ?? null);
  if (host === null || key.length < minSiteKeyChars) return false;
  const labels = [host, ...host.split('.').slice(0, -1)].map(comparisonKey);
  return labels.some((label) => label === key || `the${label}` === key);
}
