import type { Article, ArticleImage, ArticleNote, Author } from '../../domain/article.ts';
import { known } from './known.ts';

/** An article as schema.org NewsArticle in JSON-LD; docs/formats.md says which field becomes which. */
export function toNewsArticle(article: Article) {
  const { copyright, source, authors } = article;
  const byRole = (roles: readonly Author['role'][]) =>
    authors.filter(({ role }) => roles.includes(role)).map(toPerson);
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    ...known({
      '@id': article.url,
      identifier: article.id,
      version: article.revision,
      url: article.url,
      mainEntityOfPage: article.url,
      headline: article.title,
      alternativeHeadline: article.subtitle,
      articleSection: article.section,
      author: byRole([null, 'writer', 'photographer']),
      contributor: byRole(['contributor']),
      editor: byRole(['editor']),
      translator: byRole(['translator']),
      creditText: article.byline,
      sourceOrganization: organization(article.agency),
      publisher: organization(source.outlet),
      copyrightHolder: organization(copyright?.holder),
      copyrightYear: copyright?.year,
      copyrightNotice: copyright?.notice,
      license: copyright?.license,
      dateline: [article.dateline?.place, article.dateline?.date].filter(Boolean).join(', ') || null,
      inLanguage: article.language,
      datePublished: article.publishedAt,
      dateModified: article.updatedAt,
      description: article.summary,
      articleBody: article.bodyText,
      wordCount: article.wordCount,
      image: article.images.map(toImage),
      keywords: article.tags,
      correction: article.notes.flatMap(toCorrection),
      creativeWorkStatus: article.killed && `Withdrawn: ${article.killed.reason}`,
    }),
  };
}

function toCorrection({ kind, text }: ArticleNote) {
  return kind === 'correction' ? [{ '@type': 'CorrectionComment', text }] : [];
}

function toPerson({ name, email, url, affiliation }: Author) {
  return { '@type': 'Person', ...known({ name, email, url, affiliation: organization(affiliation) }) };
}

function organization(name: string | null | undefined) {
  return name ? { '@type': 'Organization', name } : null;
}

function toImage({ url, caption, credit, width, height }: ArticleImage) {
  return { '@type': 'ImageObject', ...known({ url, caption, creditText: credit, width, height }) };
}
