import { escapeUTF8 } from 'entities';
import type { SubscriptionState } from '../domain/subscription.ts';
import { escapedForChat } from './chat-message.ts';
import type { MailText } from './mail-message.ts';
import { shorten } from './notice.ts';

/** A subscription that was given up. */
export interface GivenUp {
  id: string;
  name: string;
  url: string;
  state: SubscriptionState;
  fault: string | null;
  failingSince: Date | null;
  waiting: number;
}

const maxNameChars = 200;
const maxTextChars = 500;

/** What its owner is told, by mail. */
export function ownerMail(given: GivenUp): MailText {
  const lines = linesOf(given);
  return {
    subject: subjectOf(given),
    text: `${lines.join('\n')}\n`,
    html: `<!doctype html><html><head><meta charset="utf-8"></head><body>${lines.map((line) => `<p>${escapeUTF8(line)}</p>`).join('')}</body></html>`,
  };
}

/** What its owner is told, in a chat. */
export function ownerChat(given: GivenUp) {
  const text = [subjectOf(given), ...linesOf(given)].map(escapedForChat).join('\n');
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }) };
}

function subjectOf({ name, state }: GivenUp): string {
  const what = state === 'gone' ? 'has ended' : 'was paused: its target keeps failing';
  return `Subscription “${shorten(name, maxNameChars)}” ${what}`;
}

function linesOf({ id, url, fault, failingSince, waiting }: GivenUp): string[] {
  return [
    `Target: ${shorten(url, maxTextChars)}`,
    ...(fault === null ? [] : [`Last fault: ${shorten(fault, maxTextChars)}`]),
    ...(failingSince === null ? [] : [`Failing since: ${failingSince.toISOString()}`]),
    `Deliveries that wait: ${waiting}. Nothing of them is lost.`,
    `Once the target answers again: wiredesk subscriptions resume ${id}`,
  ];
}
