import type { HouseStyle } from '../outlet.ts';

/** A byline and nothing else: what the others are described as differing from. */
export const plainStyle: HouseStyle = {
  byline: 'By {names}',
  nameSeparator: ' and ',
  upperCaseNames: false,
  copyright: null,
  dateline: null,
  printsSection: false,
  repeatsHeadline: false,
  otherHeadline: false,
};

/** A well-behaved UTF-8 feed that carries no wire. */
export const plainOutlet = {
  section: null,
  formerPath: null,
  charset: 'utf-8',
  gzip: false,
  cacheControl: null,
  tracking: '',
  intervalSeconds: 10,
  wireStyle: null,
  misbehaviour: null,
} as const;
