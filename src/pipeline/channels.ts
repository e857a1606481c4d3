import { chatMessage } from '../deliver/chat-message.ts';
import { mailText } from '../deliver/mail-message.ts';
import type { Mailer } from '../deliver/mailer.ts';
import { webhookMessage } from '../deliver/webhook-message.ts';
import type { PostOutcome } from '../domain/post-outcome.ts';
import type { Channel, SentEvent, Target } from '../domain/subscription.ts';
import type { Poster } from '../fetch/poster.ts';
import type { Db } from '../store/db.ts';
import { gatherNotice } from './gather-notice.ts';

/** What goes to a target at once; without events it only shows that the target can be reached. */
export interface Message {
  /** The same at every try. */
  id: string;
  events: SentEvent[];
  at: Date;
}

/** How each channel sends a message. */
export type Channels = Record<
  Channel,
  (target: Target, message: Message, signal: AbortSignal) => Promise<PostOutcome>
>;

/** Channels with connections of their own. */
export interface OpenChannels {
  channels: Channels;
  close(): Promise<void>;
}

export interface ChannelDeps {
  db: Db;
  poster: Poster;
  /** With the public address of the API; null where the settings name no mail server. */
  mail: { mailer: Mailer; baseUrl: string } | null;
}

export const noMail: PostOutcome = {
  kind: 'failed',
  message: 'no mail can be sent: set mail.smtpUrl, mail.from and mail.baseUrl',
};

export function createChannels({ db, poster, mail }: ChannelDeps): Channels {
  return {
    webhook: ({ url, secrets }, { id, events, at }, signal) =>
      poster.post(url, webhookMessage(id, events, secrets, at), signal),

    chat: async ({ url, name }, { events }, signal) =>
      poster.post(url, chatMessage(name, await gatherNotice(db, events)), signal),

    email: async ({ url, name, token }, { id, events }, signal) => {
      if (!mail) return noMail;
      const unsubscribeUrl = `${mail.baseUrl}/unsubscribe/${token}`;
      const text = mailText(name, await gatherNotice(db, events), unsubscribeUrl);
      return mail.mailer.send({ id, url, unsubscribeUrl, ...text }, signal);
    },
  };
}
