import type { ParsedFeed, ParseOutcome } from '../../src/domain/parsed-feed.ts';

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const codeScheme = /^\s*(?:javascript|data|vbscript):/i;

/** What is wrong with an outcome, whatever the document was; null where nothing is. */
export function faultOfOutcome(outcome: ParseOutcome): string | null {
  const written = JSON.stringify(outcome);
  if (outcome.kind === 'unreadable' && outcome.code !== 'html-page')
    return outcome.message === '' ? 'it does not say what is wrong' : null;
  if (!written.isWellFormed() || written.includes('\\u0000')) return 'it holds what is no text';
  if (outcome.kind === 'unreadable') return null;
  const { feed } = outcome;
  const keys = feed.items.map(({ key }) => key);
  if (keys.includes('') || new Set(keys).size < keys.length) return 'keys are empty or repeat';
  const time = timesOf(feed).find((value) => !isoTime.test(value));
  if (time !== undefined) return `${time} is no time`;
  const address = addressesOf(feed).find((value) => value === '' || codeScheme.test(value));
  return address === undefined ? null : `${address} is no address`;
}

function timesOf(feed: ParsedFeed): string[] {
  const times = [feed, ...feed.items].flatMap(({ published, updated }) => [published, updated]);
  return times.filter((time) => time !== null);
}

function addressesOf({ link, self, hub, image, items }: ParsedFeed): string[] {
  const ofItems = items.flatMap((item) => [
    item.url,
    item.comments,
    ...item.images,
    ...item.enclosures.map(({ url }) => url),
    ...item.authors.map(({ url }) => url),
  ]);
  return [link, self, hub, image, ...ofItems].filter((address) => address !== null);
}
