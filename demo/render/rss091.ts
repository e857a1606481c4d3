import type { PrintedArticle, PrintedFeed } from '../printed-feed.ts';
import { element, escapeMarkup } from './markup.ts';

/** RSS 0.91: no dates, no ids, no authors; the whole text as escaped HTML with line breaks in the description. */
export function renderRss091({ outlet, siteUrl, articles }: PrintedFeed): string {
  return `<?xml version="1.0" encoding="${outlet.charset}"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91">
<channel>
${element('title', outlet.name)}
${element('link', siteUrl)}
${element('description', outlet.name)}
${element('language', outlet.language)}
${articles.map(item).join('\n')}
</channel>
</rss>
`;
}

function item(article: PrintedArticle): string {
  return `<item>
${element('title', article.title)}
${element('link', article.url)}
${element('description', article.lines.map(escapeMarkup).join('<br><br>'))}
</item>`;
}
