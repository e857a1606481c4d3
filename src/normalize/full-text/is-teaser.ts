import type { FeedItem } from '../../domain/parsed-feed.ts';
import { openingPhrase } from '../phrase-index.ts';
import { comparisonKey } from '../tidy-text.ts';
import { countWords } from '../word-count.ts';
import type { FullTextRules } from './full-text-rules.ts';
import { isBrokenOff } from './is-broken-off.ts';
import { linesOfItem } from './lines-of-item.ts';

/** Fewer words are no article, whatever they look like. */
const teaserWords = 60;
/** Up to so many words one paragraph alone is the lead of something longer; several are a short report. */
const leadWords = 200;
/** What is longer is read as it is, even where it breaks off: some blogs link to themselves below whole articles. */
const brokenOffWords = 600;

/**
 * Whether an item is a teaser for a page that has more: a headline alone, a lead, a text that breaks off. Recordings and
 * posts without a title are whole as short as they are, and what is headed as an alert is not to wait.
 */
export function isTeaser(item: FeedItem, rules: FullTextRules): boolean {
  if (isRecording(item)) return false;
  const title = item.title?.trim() ?? '';
  if (openingPhrase(title.toLowerCase(), rules.alerts) !== null) return false;
  const lines = linesOfItem(item);
  const words = countWords(lines.join(' '));
  if (words > brokenOffWords) return false;
  if (isBrokenOff(lines, rules)) return true;
  if (title === '') return false;
  if (words < teaserWords) return words === 0 || !isPost(title, lines);
  return words <= leadWords && lines.length === 1;
}

/** Social networks give a post's own text as its title. */
function isPost(title: string, lines: readonly string[]): boolean {
  const key = comparisonKey(title.replace(/(?:…|\.{3})$/, ''));
  const text = comparisonKey(lines.join(' '));
  return text.startsWith(key) && text.length > key.length;
}

function isRecording({ enclosures, media }: FeedItem): boolean {
  const types = [...enclosures, ...media].map(({ type }) => type ?? '');
  const mediums = media.map(({ medium }) => medium);
  return (
    types.some((type) => /^(?:audio|video)\//i.test(type)) ||
    mediums.includes('audio') ||
    mediums.includes('video')
  );
}
