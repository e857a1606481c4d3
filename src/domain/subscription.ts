import type { Article } from './article.ts';
import type { LogEvent } from './event.ts';

/**
 * What of its topic a subscription is told: `articles`, everything that happens to every article; `stories`, the first
 * article of each story; `updates`, that and what happens to the story's articles later. Corrections and kills reach
 * whoever was told of the article, whichever it is.
 */
export const noticePolicies = ['articles', 'stories', 'updates'] as const;
export type NoticePolicy = (typeof noticePolicies)[number];

/**
 * How it is told: `webhook`, signed calls with events, for programs; for people notices, each with all that waits, by
 * story: `chat`, an incoming webhook as Slack has them, and `email`.
 */
export const channels = ['webhook', 'chat', 'email'] as const;
export type Channel = (typeof channels)[number];

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** From HH:MM to HH:MM, of the next day where that is not later; `days` on which it begins. */
export interface QuietHours {
  from: string;
  to: string;
  days: Weekday[];
}

/** When notices may come; what may not come yet is not lost, but comes in one notice. */
export interface Pace {
  /** IANA, for all times below. */
  timeZone: string;
  /** `hourly`, `daily HH:MM` or a cron expression; null: at once. */
  digest: string | null;
  quietHours: QuietHours | null;
  /** Notices in any hour, at most. */
  hourlyCap: number | null;
}

export const atOnce: Pace = { timeZone: 'UTC', digest: null, quietHours: null, hourlyCap: null };

/**
 * `active`; `paused` by an operator; `failing`: given up for now because its target failed for days; `gone`: the target
 * said that it is gone (410), or the recipient unsubscribed.
 */
export const subscriptionStates = ['active', 'paused', 'failing', 'gone'] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

/** What operators say of a subscription. */
export interface SubscriptionDefinition {
  name: string;
  /** null: every event of the log. */
  topicId: string | null;
  channel: Channel;
  /** What is called: http or https; of e-mail `mailto:` and one address. */
  url: string;
  notices: NoticePolicy;
  /** How many events one call of a webhook may bring; 1: each comes alone. */
  batchSize: number;
  /** Of notices; a webhook is never held. */
  pace: Pace;
  /** Who is told when it is given up: `mailto:` and one address, or an incoming webhook of a chat. null: nobody. */
  owner: string | null;
}

/** A subscription and how it goes. Times are ISO 8601 UTC. */
export interface Subscription extends SubscriptionDefinition {
  id: string;
  state: SubscriptionState;
  /** Why it is failing or gone, or why the last call failed. */
  fault: string | null;
  failingSince: string | null;
  /** Deliveries that wait for their first or next call. */
  waiting: number;
  /** Deliveries that were given up. */
  dead: number;
  deliveredAt: string | null;
  createdAt: string;
}

/** A secret (`whsec_…`) that calls are signed with, until a time where another took its place. */
export interface SigningSecret {
  secret: string;
  until: string | null;
}

/** What is called, and what it takes to. */
export interface Target {
  id: string;
  name: string;
  channel: Channel;
  url: string;
  /** Of webhooks alone. */
  secrets: SigningSecret[];
  /** What the address to unsubscribe at ends with; of e-mail alone. */
  token: string | null;
}

/** `waiting` for its first or next call, `delivered`, `dead`: given up after its last try. */
export const deliveryStates = ['waiting', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** One event on its way to one subscription. */
export interface Delivery {
  id: string;
  subscriptionId: string;
  /** The event's. */
  cursor: string;
  articleId: string;
  state: DeliveryState;
  /** The same at every try, and for all events of one call. Null before the first. */
  messageId: string | null;
  attempts: number;
  /** When it is tried next; ISO 8601 UTC. */
  dueAt: string;
  createdAt: string;
}

/** One call, as it went. */
export interface DeliveryAttempt {
  at: string;
  durationMs: number;
  /** Of HTTP or SMTP; null where there was no answer. */
  status: number | null;
  /** null: it was taken. */
  fault: string | null;
  /** The beginning of the answer. */
  answer: string | null;
}

/** An event with its article, as it is sent. */
export type SentEvent = LogEvent & { article: Article | null };
