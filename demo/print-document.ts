import iconv from 'iconv-lite';
import type { Outlet } from './outlet.ts';
import { momentAt, type PressRun, printArticle } from './print-article.ts';
import { renderFeed } from './render/render-feed.ts';
import { feedStateAt, type Plan } from './timeline.ts';

/** A feed's bytes in its outlet's charset. `lastModified` is when the feed last gained, changed or lost an item. */
export interface PrintedDocument {
  body: Buffer;
  contentType: string;
  lastModified: Date;
}

/** An outlet's feed as it stands at a second of the timeline. */
export function printDocument(
  outlet: Outlet,
  plan: Plan,
  run: PressRun,
  { serverUrl, elapsedSeconds }: { serverUrl: string; elapsedSeconds: number },
): PrintedDocument {
  const { shown, changedAt } = feedStateAt(plan, outlet, elapsedSeconds);
  const lastModified = momentAt(run, changedAt);
  const { document, mediaType } = renderFeed({
    outlet,
    selfUrl: `${serverUrl}${outlet.path}`,
    siteUrl: `https://${outlet.domain}/`,
    updatedAt: lastModified,
    articles: shown.map((appearance) => printArticle(outlet, appearance, run)),
  });
  return {
    body: iconv.encode(document, outlet.charset),
    contentType: `${mediaType}; charset=${outlet.charset}`,
    lastModified,
  };
}
