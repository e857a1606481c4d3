import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { PostOutcome } from '../domain/post-outcome.ts';
import type { MailText } from './mail-message.ts';

/** A mail to one address. */
export interface Mail extends MailText {
  /** The same at every try. */
  id: string;
  /** As in `mailto:ADDRESS`. */
  url: string;
  /** What is answered by POST as RFC 8058 wants; null of mails about a subscription itself. */
  unsubscribeUrl: string | null;
}

export interface MailTerms {
  smtpUrl: string;
  /** An address, with or without a name before it. */
  from: string;
  replyTo: string | null;
  timeoutMs: number;
}

/** Hands mails to a mail server. */
export interface Mailer {
  /** Never rejects for what the server or the network does. A mail that took too long may have been taken. */
  send(mail: Mail, signal: AbortSignal): Promise<PostOutcome>;
}

/** A mailer with a connection for each mail. */
export function createMailer({ smtpUrl, from, replyTo, timeoutMs }: MailTerms): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    // What a feed says is never read as the name of a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^@>]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ id, url, unsubscribeUrl, subject, text, html }, signal) {
      const deadline = AbortSignal.timeout(timeoutMs);
      const sending = transport.sendMail({
        from,
        ...(replyTo && { replyTo }),
        to: { name: '', address: url.slice('mailto:'.length) },
        messageId: `<${id}.${installationOf(unsubscribeUrl ?? url)}@${domain}>`,
        subject,
        text,
        html,
        signal: AbortSignal.any([signal, deadline]),
        headers: {
          ...(unsubscribeUrl && {
            'List-Unsubscribe': `<${unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
          'Auto-Submitted': 'auto-generated',
        },
      });
      return sending.then(
        ({ response }) => accepted(response),
        (error: SmtpError) => (deadline.aborted ? late(timeoutMs) : refusedOrFailed(error)),
      );
    },
  };
}

type SmtpError = Error & { command?: string; responseCode?: number };

function late(timeoutMs: number): PostOutcome {
  return {
    kind: 'failed',
    message: `the mail server took too long; the limit deliver.timeoutMs is ${timeoutMs} ms`,
  };
}

/** Ids of subscriptions begin anew with every store, those of mails must not. */
function installationOf(unsubscribeUrl: string): string {
  return createHash('sha256').update(unsubscribeUrl).digest('hex').slice(0, 12);
}

function accepted(response: string): PostOutcome {
  return { kind: 'accepted', status: Number(response.slice(0, 3)) || 250, answer: response.slice(0, 200) };
}

/** What a mail server refuses for good (5xx) of a mail or its recipient is the mail's fault; of all before it, the server's or ours. */
function refusedOrFailed(error: SmtpError): PostOutcome {
  const { command, responseCode: status } = error;
  const message = `the mail server: ${error.message.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 300)}`;
  if (status === undefined) return { kind: 'failed', message };
  const isOfMail = status >= 500 && (command === 'RCPT TO' || command === 'DATA');
  const blame = isOfMail ? 'message' : 'target';
  return { kind: 'refused', status, blame, message, retryAfterSeconds: null };
}
