import type { Channel } from '../domain/subscription.ts';

/** How many random bytes a secret is made of; Standard Webhooks wants 24 to 64. */
export const secretBytes = 32;

/** A secret to sign calls with, as Standard Webhooks writes them. */
export function makeSecret(random: Buffer): string {
  return `whsec_${random.toString('base64')}`;
}

/** What a new subscription is given: a secret to sign with or, for e-mail, what the address to unsubscribe at ends with. */
export function makeKey(channel: Channel, random: Buffer): string {
  return channel === 'webhook' ? makeSecret(random) : random.toString('base64url');
}
