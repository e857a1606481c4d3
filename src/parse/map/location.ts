import type { FeedLocation } from '../../domain/parsed-feed.ts';
import type { Fields } from '../canonical/read-canonical.ts';

/** Latitude, longitude, and perhaps a height. */
const degrees = /^([+-]?\d{1,3}(?:\.\d{1,15})?)\s{1,9}([+-]?\d{1,3}(?:\.\d{1,15})?)(?:\s{1,9}\S{1,20})?$/;

/** The first place that is on Earth: a point, or a latitude and a longitude of their own. */
export function readLocation(fields: Fields): FeedLocation | null {
  const pairs = fields('location').map(({ text }) => text);
  const [latitude] = fields('latitude');
  const [longitude] = fields('longitude');
  if (latitude && longitude) pairs.push(`${latitude.text} ${longitude.text}`);
  return pairs.map(readPoint).find((point) => point !== null) ?? null;
}

function readPoint(pair: string): FeedLocation | null {
  const found = degrees.exec(pair.trim());
  if (found === null) return null;
  const [latitude, longitude] = [Number(found[1]), Number(found[2])];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}
