import { Webhook } from 'standardwebhooks';
import type { SentEvent, SigningSecret } from '../domain/subscription.ts';

/** A call as it goes over the wire. */
export interface WebhookMessage {
  headers: Record<string, string>;
  body: string;
}

/**
 * The events as a signed message (Standard Webhooks 1.0): `data` is the event where a call brings one, else
 * `{ events }`; without events a `ping`. The secrets of `secrets` that are in force at `at` all sign, so that a receiver can change from one to the next.
 */
export function webhookMessage(
  id: string,
  events: SentEvent[],
  secrets: SigningSecret[],
  at: Date,
): WebhookMessage {
  const [event, ...others] = events;
  if (!event)
    return signed(id, JSON.stringify({ type: 'ping', timestamp: at.toISOString(), data: {} }), secrets, at);
  const alone = others.length === 0;
  const body = JSON.stringify({
    type: alone ? `article.${event.type}` : 'events',
    timestamp: alone ? event.at : at.toISOString(),
    data: alone ? event : { events },
  });
  return signed(id, body, secrets, at);
}

function signed(id: string, body: string, secrets: SigningSecret[], at: Date): WebhookMessage {
  const inForce = secrets.filter(({ until }) => until === null || Date.parse(until) > at.getTime());
  return {
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': inForce.map(({ secret }) => new Webhook(secret).sign(id, at, body)).join(' '),
    },
    body,
  };
}
