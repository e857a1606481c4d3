/** A kind of document that costs a careless reader more than its size: `make` gives one of about that many bytes. */
export interface HostileKind {
  name: string;
  make: (bytes: number) => string;
}

const rss = (inside: string) => `<rss version="2.0"><channel><title>t</title>${inside}</channel></rss>`;
const item = (inside: string) => rss(`<item><title>t</title>${inside}</item>`);
const repeat = (text: string, bytes: number) => text.repeat(Math.max(1, Math.floor(bytes / text.length)));

function nested(tag: string, bytes: number): string {
  const depth = Math.floor(bytes / (tag.length * 2 + 5));
  return `<${tag}>`.repeat(depth) + `</${tag}>`.repeat(depth);
}

/** Each entity names the one before ten times over. */
function entityBomb(bytes: number): string {
  const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`);
  const type = `<!DOCTYPE rss [<!ENTITY e0 "lol">${entities.join('')}]>`;
  return type + item(`<description>${repeat('&e9;', bytes)}</description>`);
}

function items(one: (n: number) => string, bytes: number): string {
  const count = Math.floor(bytes / one(100_000).length);
  return rss(Array.from({ length: count }, (_, n) => one(n)).join(''));
}

/** What made other readers slow or fall over, and what comes close. */
export const hostileKinds: readonly HostileKind[] = [
  { name: 'empty items', make: (bytes) => rss(repeat('<item/>', bytes)) },
  { name: 'items with a title', make: (bytes) => items((n) => `<item><title>${n}</title></item>`, bytes) },
  {
    name: 'items of one id',
    make: (bytes) => items((n) => `<item><guid>g</guid><title>${n}</title></item>`, bytes),
  },
  {
    name: 'items of one id and link',
    make: (bytes) =>
      items((n) => `<item><guid>g</guid><link>http://a.example/</link><title>${n}</title></item>`, bytes),
  },
  {
    name: 'nested HTML in a description',
    make: (bytes) => item(`<description>${nested('div', bytes)}</description>`),
  },
  { name: 'nested items', make: (bytes) => rss(repeat('<item><title>a</title>', bytes)) },
  { name: 'nested channels', make: (bytes) => nested('channel', bytes) },
  { name: 'nested tags of one letter', make: (bytes) => item(nested('b', bytes)) },
  { name: 'tags without end', make: (bytes) => rss(repeat('<a><b>', bytes)) },
  { name: 'end tags without start', make: (bytes) => rss(repeat('</a>', bytes)) },
  { name: 'brackets', make: (bytes) => item(`<description>${repeat('<', bytes)}</description>`) },
  { name: 'brackets and spaces', make: (bytes) => item(`<description>${repeat('< ', bytes)}</description>`) },
  { name: 'brackets with names', make: (bytes) => item(`<description>${repeat('<a', bytes)}`) },
  { name: 'open quotes', make: (bytes) => item(repeat('<a b="', bytes)) },
  { name: 'open quotes with items', make: (bytes) => rss(repeat('<item x="', bytes)) },
  { name: 'comments without end', make: (bytes) => item(repeat('<!-- ', bytes)) },
  { name: 'CDATA without end', make: (bytes) => item(`<description>${repeat('<![CDATA[ x', bytes)}`) },
  { name: 'declarations without end', make: (bytes) => repeat('<!DOCTYPE [', bytes) + item('') },
  { name: 'instructions without end', make: (bytes) => item(repeat('<?x ', bytes)) },
  {
    name: 'a giant attribute',
    make: (bytes) => item(`<link href="http://a.example/${repeat('a', bytes)}"/>`),
  },
  {
    name: 'many attributes',
    make: (bytes) =>
      item(`<link ${Array.from({ length: bytes / 12 }, (_, n) => `a${n}="${n}"`).join(' ')}/>`),
  },
  {
    name: 'many namespaces',
    make: (bytes) =>
      `<rss ${Array.from({ length: bytes / 30 }, (_, n) => `xmlns:n${n}="http://n.example/${n}"`).join(' ')}><channel><item><n1:title>t</n1:title></item></channel></rss>`,
  },
  {
    name: 'namespaces at every depth',
    make: (bytes) => item(repeat('<x:a xmlns:x="http://x.example/">', bytes)),
  },
  { name: 'bases at every depth', make: (bytes) => item(repeat('<content xml:base="a/">', bytes)) },
  {
    name: 'a giant title',
    make: (bytes) => rss(`<item><title>${repeat('a &amp; b ', bytes)}</title></item>`),
  },
  {
    name: 'a giant title of tags',
    make: (bytes) => rss(`<item><title>${repeat('&lt;b&gt;', bytes)}</title></item>`),
  },
  { name: 'a giant name', make: (bytes) => rss(`<item><${repeat('a', bytes)}>t</item>`) },
  { name: 'a giant author', make: (bytes) => item(`<author>${repeat('a@', bytes)}</author>`) },
  { name: 'many authors', make: (bytes) => item(repeat('<author>a@a.example (A)</author>', bytes)) },
  { name: 'many categories', make: (bytes) => item(repeat('<category>a</category>', bytes)) },
  {
    name: 'many media',
    make: (bytes) => item(repeat('<media:content url="http://a.example/1.jpg"/>', bytes)),
  },
  { name: 'many keywords', make: (bytes) => item(`<media:keywords>${repeat('a,', bytes)}</media:keywords>`) },
  {
    name: 'dates that are none',
    make: (bytes) =>
      items((n) => `<item><guid>${n}</guid><pubDate>${n}:${n}, -, 1 1 1 Foo</pubDate></item>`, bytes),
  },
  { name: 'a giant date', make: (bytes) => item(`<pubDate>${repeat('1 ', bytes)}</pubDate>`) },
  { name: 'an entity bomb', make: entityBomb },
  {
    name: 'many entities',
    make: (bytes) =>
      `<!DOCTYPE rss [${Array.from({ length: bytes / 60 }, (_, n) => `<!ENTITY n${n} "v${n}">`).join('')}]>${item(`<description>${Array.from({ length: bytes / 20 }, (_, n) => `&n${n};`).join('')}</description>`)}`,
  },
  {
    name: 'references to nothing',
    make: (bytes) => item(`<description>${repeat('&nosuch;', bytes)}</description>`),
  },
  { name: 'ampersands', make: (bytes) => item(`<description>${repeat('&', bytes)}</description>`) },
  { name: 'double UTF-8', make: (bytes) => item(`<description>${repeat('Ã©', bytes)}</description>`) },
  {
    name: 'relative links',
    make: (bytes) =>
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/"><entry><content type="html">${repeat('&lt;a href="b"&gt;', bytes)}</content></entry></feed>`,
  },
  {
    name: 'XHTML',
    make: (bytes) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div>${repeat('<p>a</p>', bytes)}</div></content></entry></feed>`,
  },
  { name: 'white space', make: (bytes) => item(`<description>${repeat(' \n', bytes)}</description>`) },
  { name: 'white space before', make: (bytes) => repeat(' \n', bytes) + item('') },
  { name: 'zeros', make: (bytes) => repeat('\0', bytes) },
  { name: 'letters', make: (bytes) => repeat('a', bytes) },
  {
    name: 'a web page of links',
    make: (bytes) => `<!doctype html><body>${repeat('<a href="/feed">x', bytes)}`,
  },
  { name: 'a web page of nested boxes', make: (bytes) => `<!doctype html><body>${repeat('<div>', bytes)}` },
  { name: 'JSON of nested lists', make: (bytes) => `{"items":${repeat('[', bytes)}` },
  { name: 'JSON of empty items', make: (bytes) => `{"items":[${repeat('{},', bytes)}{}]}` },
  {
    name: 'JSON of items',
    make: (bytes) =>
      `{"items":[${Array.from({ length: bytes / 30 }, (_, n) => `{"id":"${n}","title":"t"}`).join(',')}]}`,
  },
  {
    name: 'JSON with __proto__',
    make: (bytes) =>
      `{"__proto__":{"x":1},"items":[${repeat('{"__proto__":{"id":1},"constructor":1},', bytes)}{}]}`,
  },
];
