import type { Random } from './kinds.ts';

const itemsPerFeed = 40;
const words =
  'council votes harbour bridge after storm night train strike ends new school opens river flood'.split(' ');

/** Numbers that look random and are the same at every run. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

/** A title and an address, by which a reader would know the entry again. */
export interface Entry {
  title: string;
  url: string;
}

export interface SoundFeed {
  name: string;
  xml: string;
  entries: Entry[];
}

/** RSS, Atom and RDF, valid, with what real ones hold: CDATA, escaped HTML, enclosures, module elements. */
export function soundFeeds(seed: number): SoundFeed[] {
  const random = seededRandom(seed);
  const word = () => words[Math.floor(random() * words.length)] ?? '';
  return [rss, atom, rdf].map((render) => {
    const entries = Array.from({ length: itemsPerFeed }, (_, number) => ({
      title: `Story${number} ${word()} ${word()} ${word()}`,
      url: `https://news.example/${render.name}/${number}?a=1&b=${number}`,
    }));
    return { name: render.name, xml: render(entries), entries };
  });
}

function rss(entries: Entry[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>Sound feed</title><link>https://news.example/</link><description>All of the news</description>
<image><title>Sound feed</title><url>https://news.example/logo.png</url><link>https://news.example/</link></image>
${entries.map(rssItem).join('\n')}
</channel>
</rss>`;
}

function rssItem({ title, url }: Entry, number: number): string {
  return `<item>
<title>${title}</title>
<link>${escapeMarkup(url)}</link>
<description>A short text about it</description>
<category domain="https://news.example/topics">Local news</category>
<enclosure url="https://news.example/${number}.mp3" type="audio/mpeg" length="1000"/>
<guid isPermaLink="false">rss-${number}</guid>
<pubDate>Tue, 03 Nov 2026 10:00:00 GMT</pubDate>
<dc:creator>A. Writer</dc:creator>
<content:encoded><![CDATA[<p>The <b>whole</b> text</p>]]></content:encoded>
</item>`;
}

function atom(entries: Entry[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Sound feed</title><id>https://news.example/atom</id><updated>2026-11-03T10:00:00Z</updated>
<link rel="self" href="https://news.example/atom.xml"/>
<author><name>A. Writer</name><uri>https://news.example/writer</uri></author>
${entries.map(atomEntry).join('\n')}
</feed>`;
}

function atomEntry({ title, url }: Entry, number: number): string {
  return `<entry>
<title type="text">${title}</title>
<link rel="alternate" href="${escapeMarkup(url)}"/>
<id>urn:news:${number}</id>
<updated>2026-11-03T10:00:00Z</updated>
<category term="local" label="Local news"/>
<summary>A short text about it</summary>
<content type="html">&lt;p&gt;The &lt;b&gt;whole&lt;/b&gt; text&lt;/p&gt;</content>
</entry>`;
}

function rdf(entries: Entry[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example/"><title>Sound feed</title><link>https://news.example/</link>
<description>All of the news</description>
<items><rdf:Seq>${entries.map(({ url }) => `<rdf:li rdf:resource="${escapeMarkup(url)}"/>`).join('')}</rdf:Seq></items>
</channel>
${entries.map(rdfItem).join('\n')}
</rdf:RDF>`;
}

function rdfItem({ title, url }: Entry): string {
  return `<item rdf:about="${escapeMarkup(url)}">
<title>${title}</title>
<link>${escapeMarkup(url)}</link>
<description>A short text about it</description>
<dc:date>2026-11-03T10:00:00Z</dc:date>
</item>`;
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;');
}
