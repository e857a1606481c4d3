import { load } from 'cheerio';
import type { Feed } from '../../domain/feed.ts';

const empty = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head/><body/></opml>';

/** Feeds as OPML 2.0, a folder a section; those without one stand beside the folders. */
export function writeOpml(feeds: readonly Feed[], createdAt: Date): string {
  const $ = load(empty, { xml: true });
  $('<title/>').text('Wiredesk feeds').appendTo('head');
  $('<dateCreated/>').text(createdAt.toUTCString()).appendTo('head');
  const outline = (attributes: Record<string, string>) => $('<outline/>').attr(attributes);
  const body = $('body');
  for (const [section, members] of Map.groupBy(feeds, (feed) => feed.section)) {
    const folder =
      section === null
        ? body
        : outline({ text: printable(section) })
            .appendTo(body)
            .before('\n');
    for (const feed of members) outline(attributesOf(feed)).appendTo(folder).before('\n');
  }
  return `${$.xml()}\n`;
}

function attributesOf({ outlet, title, url, siteUrl, language }: Feed): Record<string, string> {
  return {
    type: 'rss',
    text: printable(outlet ?? title ?? url),
    ...(title !== null && { title: printable(title) }),
    xmlUrl: url,
    ...(siteUrl !== null && { htmlUrl: printable(siteUrl) }),
    ...(language !== null && { language }),
  };
}

/** XML 1.0 has no way to write most control characters. */
function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').toWellFormed();
}
