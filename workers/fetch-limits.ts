import type { Settings } from '../src/config/settings.ts';
import type { FetchLimits } from '../src/fetch/fetch-limits.ts';
import { version } from './context.ts';

/** The fetch stage's limits as the settings give them, with the User-Agent that publishers see. */
export function fetchLimits({ fetch }: Settings): FetchLimits {
  const contact = fetch.contact ? ` (+${fetch.contact})` : '';
  return { ...fetch, userAgent: `Wiredesk/${version}${contact}` };
}
