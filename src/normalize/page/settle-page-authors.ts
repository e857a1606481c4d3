import type { Draft } from '../draft.ts';
import type { AuthorEvidence } from './author-evidence.ts';
import { weighAuthors } from './weigh-authors.ts';

/** On a page the byline in the body is one witness beside what the page says in other places. */
export function settlePageAuthors(draft: Draft): void {
  const { page, content, rules, claims } = draft;
  if (page === null || claims.authors.length > 0) return;
  const printed = content.authors.map(({ name, email, url }) => ({ name, email, url }));
  const byline: AuthorEvidence[] = printed.length === 0 ? [] : [{ source: 'line', authors: printed }];
  const { authors, source } = weighAuthors([...page.authors, ...byline], {
    rules,
    siteNames: page.siteNames,
  });
  content.authors = authors;
  if (source !== null) draft.sources['authors'] = source;
}
