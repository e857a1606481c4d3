import type { PrintedArticle, PrintedFeed } from '../printed-feed.ts';
import { element, escapeMarkup, paragraphs } from './markup.ts';

/** RSS 1.0 (RDF Site Summary) with the dc and content modules. */
export function renderRdf({ outlet, selfUrl, siteUrl, updatedAt, articles }: PrintedFeed): string {
  return `<?xml version="1.0" encoding="${outlet.charset}"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="${escapeMarkup(selfUrl)}">
${element('title', outlet.name)}
${element('link', siteUrl)}
${element('description', outlet.name)}
${element('dc:language', outlet.language)}
${element('dc:date', updatedAt.toISOString())}
<items><rdf:Seq>
${articles.map(({ url }) => `<rdf:li rdf:resource="${escapeMarkup(url)}"/>`).join('\n')}
</rdf:Seq></items>
</channel>
${articles.map(item).join('\n')}
</rdf:RDF>
`;
}

function item(article: PrintedArticle): string {
  return `<item rdf:about="${escapeMarkup(article.url)}">
${element('title', article.title)}
${element('link', article.url)}
${element('dc:date', article.publishedAt.toISOString())}
${element('dcterms:modified', article.updatedAt.toISOString())}
${article.authors.map((name) => element('dc:creator', name)).join('\n')}
${element('dc:subject', article.section)}
${element('description', article.summary)}
${element('content:encoded', paragraphs(article.lines))}
</item>`;
}
