import type { ParsedFeed } from '../../domain/parsed-feed.ts';
import type { Fields } from '../canonical/read-canonical.ts';

const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const periodMinutes = new Map([
  ['hourly', 60],
  ['daily', 1440],
  ['weekly', 10_080],
  ['monthly', 43_200],
  ['yearly', 525_600],
]);

/** When a feed asks to be polled and when not: ttl, skipHours, skipDays (RSS 2.0) and the syndication module. */
export function readPollingHints(feed: Fields): Pick<ParsedFeed, 'ttlMinutes' | 'skipHours' | 'skipDays'> {
  const hours = feed('skip-hours').map(({ text }) => readHour(text));
  const days = feed('skip-days').map(({ text }) => dayNames.indexOf(text.toLowerCase()));
  return {
    ttlMinutes: positive(feed('ttl')[0]?.text) ?? syndicationMinutes(feed),
    skipHours: ordered(hours.filter((hour) => hour !== null)),
    skipDays: ordered(days.filter((day) => day !== -1)),
  };
}

/** RSS 0.91 counts 1–24, later ones 0–23: 24 is midnight either way. */
function readHour(text: string): number | null {
  const hour = /^\d{1,2}$/.test(text) ? Number(text) : 99;
  return hour > 24 ? null : hour % 24;
}

function syndicationMinutes(feed: Fields): number | null {
  const period = feed('update-period')[0]?.text.toLowerCase();
  const frequency = positive(feed('update-frequency')[0]?.text) ?? 1;
  if (period === undefined) return null;
  const minutes = periodMinutes.get(period);
  return minutes === undefined ? null : Math.max(1, Math.round(minutes / frequency));
}

function positive(text: string | undefined): number | null {
  const value = /^\d{1,7}$/.test(text?.trim() ?? '') ? Number(text) : 0;
  return value > 0 ? value : null;
}

function ordered(numbers: number[]): number[] {
  return [...new Set(numbers)].sort((one, other) => one - other);
}
