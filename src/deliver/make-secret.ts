/** How many random bytes a secret is made of; Standard Webhooks wants 24 to 64. */
export const secretBytes = 32;

/** A secret to sign calls with, as Standard Webhooks writes them. */
export function makeSecret(random: Buffer): string {
  return `whsec_${random.toString('base64')}`;
}
