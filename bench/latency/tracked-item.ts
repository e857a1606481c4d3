import { type NewsItem, newsItem } from '../corpus/news-item.ts';

/** An item whose way is followed: its number, from 0, stands in its title. */
export interface TrackedItem extends NewsItem {
  number: number;
  /** What it is about: it is for the desk of this number. */
  subject: number;
}

/** The item with this number, which is new now; no two have the same text. */
export function trackedItem(seed: number, feed: number, number: number, subject: number): TrackedItem {
  const item = newsItem(seed, feed, number);
  return {
    ...item,
    number,
    subject,
    title: `Report number ${number} on subject${subject}: ${item.title}`,
    publishedAt: new Date(),
  };
}

const inTitle = /"?Report number (\d{1,9}) on subject/g;

/** The numbers of the tracked items whose titles a text holds, each once, in their order. */
export function trackedNumbers(text: string): number[] {
  return [...new Set([...text.matchAll(inTitle)].map(([, number]) => Number(number)))];
}
