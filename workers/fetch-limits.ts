import type { Settings } from '../src/config/settings.ts';
import type { FetchLimits } from '../src/fetch/fetch-limits.ts';
import { version } from './context.ts';

/** The limits of calls to the targets of subscriptions, which are never redirected. */
export function webhookLimits(settings: Settings): FetchLimits {
  const { timeoutMs, allowHosts } = settings.deliver;
  const limits = fetchLimits(settings);
  return { ...limits, timeoutMs, headersTimeoutMs: timeoutMs, allowHosts, maxRedirects: 0 };
}

/** The fetch stage's limits as the settings give them, with the User-Agent that publishers see. */
export function fetchLimits({ fetch }: Settings): FetchLimits {
  const contact = fetch.contact ? ` (+${fetch.contact})` : '';
  return { ...fetch, userAgent: `Wiredesk/${version}${contact}` };
}
