import type { FeedRendering } from '../outlet.ts';
import type { PrintedFeed } from '../printed-feed.ts';
import { renderAtom } from './atom.ts';
import { renderJsonFeed } from './json-feed.ts';
import { renderRdf } from './rdf.ts';
import { renderRss2 } from './rss2.ts';
import { renderRss091 } from './rss091.ts';

interface Renderer {
  mediaType: string;
  render(feed: PrintedFeed): string;
}

const renderers: Record<FeedRendering, Renderer> = {
  rss2: { mediaType: 'application/rss+xml', render: renderRss2 },
  rss091: { mediaType: 'text/xml', render: renderRss091 },
  rdf: { mediaType: 'application/rdf+xml', render: renderRdf },
  'atom-html': { mediaType: 'application/atom+xml', render: (feed) => renderAtom(feed, 'html') },
  'atom-xhtml': { mediaType: 'application/atom+xml', render: (feed) => renderAtom(feed, 'xhtml') },
  'json-feed': { mediaType: 'application/feed+json', render: renderJsonFeed },
};

/** The feed as a document in its outlet's format, and its media type without charset. */
export function renderFeed(feed: PrintedFeed): { document: string; mediaType: string } {
  const { mediaType, render } = renderers[feed.outlet.rendering];
  return { document: render(feed), mediaType };
}
