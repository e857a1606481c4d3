/**
 * How polling a feed goes, in an operator's words; of several the gravest.
 * `new`: not polled yet. `gone`: the server says 410. `failing`: the last polls failed. `missing-items`: items probably
 * came and went between two polls. `quiet`: no news for much longer than usual. `slow`: fetches take long.
 * `moved`: permanent redirects lead elsewhere.
 */
export const feedStates = [
  'new',
  'healthy',
  'moved',
  'slow',
  'quiet',
  'missing-items',
  'failing',
  'gone',
] as const;

export type FeedState = (typeof feedStates)[number];
