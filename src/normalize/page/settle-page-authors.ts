import type { Draft } from '../draft.ts';
import type { AuthorEvidence } from './author-evidence.ts';
import { weighAuthors } from './weigh-authors.ts';

/** Who wrote a page: what it says in its data and around its headline; for want of that, the byline in its body. */
export function settlePageAuthors(draft: Draft): void {
  const { page, content, rules, claims } = draft;
  if (page === null || claims.authors.length > 0) return;
  const printed = content.authors.map(({ name, email, url }) => ({ name, email, url }));
  const byline: AuthorEvidence[] = printed.length === 0 ? [] : [{ source: 'line', authors: printed }];
  const context = { rules, siteNames: page.siteNames };
  const marked = weighAuthors(page.authors, context);
  const { authors, source } = marked.authors.length > 0 ? marked : weighAuthors(byline, context);
  content.authors = authors;
  if (source !== null) draft.sources['authors'] = source;
}
