const namespaces = `xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"
 xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule" xmlns:cc="http://web.resource.org/cc/"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"
 xmlns:thr="http://purl.org/syndication/thread/1.0"`;

/** RSS 2.0 with these elements in its channel. */
export function rssChannel(inside: string): string {
  return `<rss version="2.0" ${namespaces}><channel>${inside}</channel></rss>`;
}

/** RSS 2.0 with these elements in its one item. */
export function rssItem(inside: string): string {
  return rssChannel(`<item>${inside}</item>`);
}

/** Atom 1.0 with these elements in the feed. */
export function atomFeed(inside: string): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom" ${namespaces}>${inside}</feed>`;
}

/** Atom 1.0 with these elements in its one entry. */
export function atomEntry(inside: string): string {
  return atomFeed(`<entry>${inside}</entry>`);
}

/** Atom 0.3 with these elements in its one entry. */
export function atom03Entry(inside: string): string {
  return `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>${inside}</entry></feed>`;
}
