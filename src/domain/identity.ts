/**
 * What makes two items one article, strongest first: the same item of a feed, the same canonical URL, the same
 * headline and text. A `link` makes none: it is a canonical URL in one feed, held by the first item there, for which
 * alone the URL counts. `hash` is 16 bytes.
 */
export interface Identity {
  kind: IdentityKind;
  hash: Buffer;
}

export type IdentityKind = 'item' | 'link' | 'url' | 'text';

/** Why an item became a sighting of its article; `new` when it brought it. */
export type MatchedBy = Exclude<IdentityKind, 'link'> | 'new';

/** The identity as a string, for maps. */
export function identityName(identity: Identity): string {
  return `${identity.kind}:${identity.hash.toString('hex')}`;
}
