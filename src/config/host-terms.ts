import type { HostTerms } from '../domain/host-terms.ts';
import { isHostOrRange } from './address-checks.ts';

const maxSpacingMs = 600_000;
const maxPerHost = 1000;

/** Whether an entry of schedule.hosts can be read. */
export function isHostTerms(entry: string): boolean {
  return parseHostTerms(entry) !== null;
}

/** `feeds.example spacingMs=200 perHost=8 shared` as terms; null where it is something else. */
export function parseHostTerms(entry: string): HostTerms | null {
  const [host = '', ...words] = entry.trim().split(/\s+/);
  const url = URL.parse(`https://${host}`);
  if (
    url === null ||
    url.pathname !== '/' ||
    url.username !== '' ||
    !isHostOrRange(url.hostname.replace(/^\[|\]$/g, ''))
  )
    return null;
  const terms: HostTerms = { host: url.host, spacingMs: null, perHost: null, isShared: false };
  for (const word of words) {
    const [, name, digits = ''] = /^(spacingMs|perHost|shared)(?:=(\d{1,7}))?$/.exec(word) ?? [];
    const number = digits === '' ? null : Number(digits);
    if (name === 'shared' && number === null) terms.isShared = true;
    else if (name === 'spacingMs' && isWithin(number, 0, maxSpacingMs)) terms.spacingMs = number;
    else if (name === 'perHost' && isWithin(number, 1, maxPerHost)) terms.perHost = number;
    else return null;
  }
  return words.length === 0 ? null : terms;
}

function isWithin(number: number | null, min: number, max: number): boolean {
  return number !== null && number >= min && number <= max;
}

/** The entries of schedule.hosts, which the settings have checked. */
export function hostTerms({ schedule }: { schedule: { hosts: readonly string[] } }): HostTerms[] {
  return schedule.hosts.map(parseHostTerms).filter((terms) => terms !== null);
}
