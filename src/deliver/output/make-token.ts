/** How many random bytes an address is made of, so that nobody guesses it. */
export const tokenBytes = 32;

/** The part of an output's address that nobody can guess. */
export function makeToken(random: Buffer): string {
  return random.toString('base64url');
}
