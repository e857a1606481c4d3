import type { StoryLink } from '../domain/story.ts';
import { compare, isShorter, type Match } from './compare.ts';
import type { Fingerprint } from './fingerprint.ts';

/** An article as it is compared. */
export interface ComparedArticle {
  id: string;
  fingerprint: Fingerprint;
}

/** The link between two articles; null where they are no story. The same whichever comes first. */
export function linkBetween(one: ComparedArticle, other: ComparedArticle): StoryLink | null {
  const match = compare(one.fingerprint, other.fingerprint);
  if (!match) return null;
  const [shorter, longer] = isShorter(one.fingerprint, other.fingerprint) ? [one, other] : [other, one];
  return {
    shorter: shorter.id,
    longer: longer.id,
    kind: match.kind,
    score: match.score,
    longerCoverage: match.coverage.longer,
    span: spanOf(match),
  };
}

function spanOf({ passages }: Match): StoryLink['span'] {
  return {
    from: Math.min(...passages.map(({ otherStart }) => otherStart)),
    to: Math.max(...passages.map(({ otherEnd }) => otherEnd)),
  };
}
