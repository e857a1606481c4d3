import type { DeletedEntry, FeedPaging, FeedProblem } from '../../domain/parsed-feed.ts';
import type { Fields } from '../canonical/read-canonical.ts';
import { oneLine } from './field-text.ts';
import { type Link, relatedUrl } from './links.ts';
import { firstDate } from './timestamps.ts';

const maxDeleted = 10_000;

/** Which part of the feed a document is, and where the others are (RFC 5005). */
export function readPaging(feed: Fields, links: Link[]): FeedPaging {
  return {
    complete: feed('complete').length > 0,
    archive: feed('archive').length > 0,
    next: relatedUrl(links, 'next'),
    prevArchive: relatedUrl(links, 'prev-archive'),
  };
}

/** The entries that the feed takes back (RFC 6721). */
export function readDeleted(feed: Fields, problems: FeedProblem[]): DeletedEntry[] {
  return feed('deleted')
    .slice(0, maxDeleted)
    .flatMap((field) => {
      const id = oneLine(field.attribute('ref') ?? '');
      const deletedAt = firstDate([field.attribute('when') ?? ''], problems);
      return id === null ? [] : [{ id, deletedAt, comment: oneLine(field.text) }];
    });
}
