import { IANAZone } from 'luxon';
import {
  atOnce,
  type Channel,
  type Pace,
  type QuietHours,
  type SubscriptionDefinition,
  weekdays,
} from '../domain/subscription.ts';
import { isDigest } from './digest.ts';

/** As browsers take it for an address (WHATWG HTML §4.10.5.1.5), without what a mailto: URL would have to escape. */
const mailto =
  /^mailto:[a-z0-9.!$'*+/=^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){0,8}$/i;
const maxAddressChars = 254;
const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const maxHourlyCap = 1000;

/** The channel that an address is for, where none is named. */
export function channelOf(url: string): Channel {
  return /^mailto:/i.test(url) ? 'email' : 'webhook';
}

/** What is wrong with a subscription as it is written, and what to do about it; null where nothing is. */
export function definitionFault({
  channel,
  url,
  batchSize,
  pace,
  owner,
}: Pick<SubscriptionDefinition, 'channel' | 'url' | 'batchSize' | 'pace' | 'owner'>): string | null {
  if (channel === 'email' && !isMailto(url)) return 'e-mail goes to a mailto: URL with one address';
  if (channel !== 'email' && !/^https?:/i.test(url)) return `a ${channel} has an http:// or https:// address`;
  if (channel !== 'webhook' && batchSize !== 1)
    return 'batches are for webhooks; a notice brings all that waits';
  if (channel === 'webhook' && isHeld(pace))
    return 'webhooks are never held: digest, quiet hours and caps are for chat and e-mail';
  if (owner !== null && !isMailto(owner) && !/^https?:/i.test(owner))
    return 'an owner has a mailto: URL with one address, or the http(s) address of a chat';
  return paceFault(pace);
}

function isMailto(url: string): boolean {
  return url.length <= maxAddressChars + 'mailto:'.length && mailto.test(url);
}

function isHeld({ digest, quietHours, hourlyCap }: Pace): boolean {
  return digest !== atOnce.digest || quietHours !== atOnce.quietHours || hourlyCap !== atOnce.hourlyCap;
}

function paceFault({ timeZone, digest, quietHours, hourlyCap }: Pace): string | null {
  if (!IANAZone.isValidZone(timeZone)) return 'use an IANA time zone, e.g. Europe/Berlin';
  if (digest !== null && !isDigest(digest))
    return 'use hourly, daily HH:MM or a cron expression of five fields for the digest';
  if (hourlyCap !== null && !(Number.isInteger(hourlyCap) && hourlyCap >= 1 && hourlyCap <= maxHourlyCap))
    return `use a cap from 1 to ${maxHourlyCap} notices an hour`;
  return quietHours && quietFault(quietHours);
}

function quietFault({ from, to, days }: QuietHours): string | null {
  if (!clock.test(from) || !clock.test(to)) return 'use quiet hours such as 22:00 to 07:00';
  if (days.length === 0) return 'name a day on which quiet hours begin, e.g. mon';
  const isAlways = from === to && weekdays.every((day) => days.includes(day));
  return isAlways ? 'these quiet hours would never end' : null;
}
