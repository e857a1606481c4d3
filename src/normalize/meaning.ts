import type { AuthorRole } from '../domain/article.ts';

type Kind = 'person' | 'suffix' | 'organization' | 'role' | 'place' | 'column' | 'note' | 'other' | 'unknown';

/** What a part of a byline, or a piece of it, says. */
export interface Meaning {
  kind: Kind;
  /** A person's name, or an organization as printed. */
  name: string | null;
  agency: string | null;
  /** What a job says that the person did. */
  job: AuthorRole | null;
  /** "Jane Doe in Lima": a place is open, and what follows a comma belongs to it. */
  endsInPlace: boolean;
  /** Whether a person was named, here or before. */
  followsPerson: boolean;
  /** Whom a job or house belongs to: all persons since the last one, the last person alone, or nobody. */
  describes: 'all' | 'last' | 'nobody';
}

/** A meaning that says nothing, to be filled. */
export const nothing: Meaning = {
  kind: 'note',
  name: null,
  agency: null,
  job: null,
  endsInPlace: false,
  followsPerson: false,
  describes: 'all',
};
