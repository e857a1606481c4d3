import type { Settings } from '../src/config/settings.ts';
import { createMailer } from '../src/deliver/mailer.ts';
import { createPoster, type Poster } from '../src/fetch/poster.ts';
import { createChannels, type OpenChannels } from '../src/pipeline/channels.ts';
import { createOwnerChannel, type OwnerChannel } from '../src/pipeline/tell-owner.ts';
import type { Context } from './context.ts';
import { webhookLimits } from './fetch-limits.ts';

/** The channels that the settings give, with connections of their own, and how owners of subscriptions are told. */
export function openChannels({
  pool,
  settings,
}: Pick<Context, 'pool' | 'settings'>): OpenChannels & { ownerChannel: OwnerChannel } {
  const poster = openPoster(settings);
  const mail = mailOf(settings);
  return {
    channels: createChannels({ db: pool, poster, mail }),
    ownerChannel: createOwnerChannel({ poster, mail }),
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
