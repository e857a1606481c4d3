import { parseNames } from '../byline-names.ts';
import type { Draft } from '../draft.ts';
import { type AuthorEvidence, namesIn } from './author-evidence.ts';
import { isWriter } from './persons-of-claim.ts';
import { weighAuthors } from './weigh-authors.ts';

/** Who wrote a page: what it says in its data and around its headline; for want of that, the byline in its body. */
export function settlePageAuthors(draft: Draft): void {
  const { page, content, rules, claims } = draft;
  if (page === null || claims.authors.length > 0) return;
  const printed = content.authors.filter(isWriter).map(({ name, email, url }) => ({ name, email, url }));
  const byline: AuthorEvidence = { source: 'line', groups: [printed], isNear: true };
  const context = { rules, siteNames: page.siteNames };
  const marked = weighAuthors(page.authors, context);
  const { authors, source } = marked.authors.length > 0 ? marked : weighAuthors([byline], context);
  if (content.authors.length > 0 && printed.length === 0) content.byline = null;
  content.authors = authors;
  keepByline(draft);
  if (source !== null) draft.sources['authors'] = source;
}

/** The byline as printed around the headline, where the body itself has none that names who wrote. */
function keepByline({ page, content, rules }: Draft): void {
  const [first] = content.authors;
  if (content.byline !== null || page === null || first === undefined) return;
  const printed = page.authors.filter(({ source }) => source === 'line' || source === 'class');
  content.byline = namesIn(printed).find((byline) => byline.includes(first.name)) ?? null;
  if (content.byline !== null) content.agency ??= parseNames(content.byline, rules).agency;
}
