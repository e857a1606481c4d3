import { integerBetween, type Random, randomFor } from '../../demo/random.ts';
import { familyNames, givenNames, sections, towns, words } from './words.ts';

/** An invented article as a feed carries it; no two have the same text. */
export interface NewsItem {
  id: string;
  url: string;
  title: string;
  author: string;
  section: string;
  summary: string;
  publishedAt: Date;
  /** About 4 kB: byline, image, paragraphs with links, copyright line. */
  html: string;
}

const firstPublishedAt = Date.UTC(2026, 0, 5, 6);
const minuteMs = 60_000;
const paragraphsPerItem = 9;

/** The item with this number, from 0, of a feed: always the same for the same arguments. */
export function newsItem(seed: number, feed: number, number: number): NewsItem {
  const random = randomFor('bench', seed, feed, number);
  const site = `https://outlet-${feed}.example`;
  const author = `${pick(random, givenNames)} ${pick(random, familyNames)}`;
  const town = pick(random, towns);
  const summary = sentence(random, 14, 22);
  return {
    id: `tag:outlet-${feed}.example,2026:${number}`,
    url: `${site}/news/${number}-${integerBetween(random, 100_000, 999_999)}`,
    title: `${town}: ${sentence(random, 6, 10).slice(0, -1)}`,
    author,
    section: pick(random, sections),
    summary,
    publishedAt: new Date(firstPublishedAt + (number * 17 + (feed % 17)) * minuteMs),
    html: articleHtml(random, { site, author, town, summary, feed }),
  };
}

function articleHtml(
  random: Random,
  {
    site,
    author,
    town,
    summary,
    feed,
  }: { site: string; author: string; town: string; summary: string; feed: number },
): string {
  const picture = `${site}/pictures/${integerBetween(random, 1000, 9999)}.jpg`;
  const paragraphs = Array.from({ length: paragraphsPerItem }, (_, place) => paragraph(random, site, place));
  return [
    `<p class="byline">By ${author}</p>`,
    `<figure><img src="${picture}" width="1200" height="675" alt="${town}"><figcaption>${sentence(random, 6, 9)}</figcaption></figure>`,
    `<p>${town.toUpperCase()} – ${summary}</p>`,
    ...paragraphs,
    `<p>© 2026 Outlet ${feed} Media. All rights reserved.</p>`,
  ].join('\n');
}

function paragraph(random: Random, site: string, place: number): string {
  const sentences = Array.from({ length: integerBetween(random, 3, 4) }, () => sentence(random, 12, 24));
  if (place % 3 === 0) {
    const target = `${site}/topics/${pick(random, words)}?ref=story&amp;n=${integerBetween(random, 1, 999)}`;
    sentences.push(`<a href="${target}">${sentence(random, 4, 7)}</a>`);
  }
  return `<p>${sentences.join(' ')}</p>`;
}

function sentence(random: Random, fewest: number, most: number): string {
  const chosen = Array.from({ length: integerBetween(random, fewest, most) }, () => pick(random, words)).join(
    ' ',
  );
  return `${chosen.charAt(0).toUpperCase()}${chosen.slice(1)}.`;
}

function pick(random: Random, list: readonly string[]): string {
  return list[integerBetween(random, 0, list.length - 1)] ?? '';
}
