import type { Settings } from '../src/config/settings.ts';
import { createMailer } from '../src/deliver/mailer.ts';
import { createPoster, type Poster } from '../src/fetch/poster.ts';
import { createChannels, type OpenChannels } from '../src/pipeline/channels.ts';
import type { Context } from './context.ts';
import { webhookLimits } from './fetch-limits.ts';

/** The channels that the settings give, with connections of their own. */
export function openChannels({ pool, settings }: Pick<Context, 'pool' | 'settings'>): OpenChannels {
  const poster = openPoster(settings);
  return {
    channels: createChannels({ db: pool, poster, mail: mailOf(settings) }),
    close: () => poster.close(),
  };
}

/** Calls what others run: targets of subscriptions, the hub of outputs. */
export function openPoster(settings: Settings): Poster {
  return createPoster(webhookLimits(settings), { timeoutSetting: 'deliver.timeoutMs' });
}

function mailOf({ mail: { smtpUrl, from, replyTo, baseUrl }, deliver: { timeoutMs } }: Settings) {
  if (smtpUrl === null || from === null || baseUrl === null) return null;
  return { mailer: createMailer({ smtpUrl, from, replyTo, timeoutMs }), baseUrl };
}
