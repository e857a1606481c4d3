/** A uniformly distributed number, 0 ≤ r < 1. */
export type Random = () => number;

/** One way in which the feeds of the wild are broken: a sound XML feed in, the damaged one out. */
export interface Damage {
  name: string;
  apply: (xml: string, random: Random) => string | Buffer;
}

/** Damage that leaves every entry in the document; a reader has no excuse for losing one. */
export const damages: readonly Damage[] = [
  {
    name: 'bare ampersands in texts',
    apply: (xml) => inTexts(xml, (text) => text.replace(/ /, ' R&D & Q&A ')),
  },
  { name: 'bare brackets in texts', apply: (xml) => inTexts(xml, (text) => text.replace(/ /, ' <3 a < b ')) },
  {
    name: 'names of HTML entities',
    apply: (xml) => inTexts(xml, (text) => text.replace(/ /, '&nbsp;&eacute;&hellip; ')),
  },
  {
    name: 'names of no entities',
    apply: (xml) => inTexts(xml, (text) => text.replace(/ /, ' &nosuch; &; &#; &#xZZ; ')),
  },
  {
    name: 'control characters',
    apply: (xml, random) => insertInTexts(xml, random, ['\u0000', '\u0008', '\u000b', '\u001f', '\ufffe']),
  },
  {
    name: 'numbers of control characters',
    apply: (xml, random) => insertInTexts(xml, random, ['&#0;', '&#x8;', '&#xFFFF;', '&#xD800;']),
  },
  { name: 'bytes that are no UTF-8', apply: invalidBytes },
  {
    name: 'junk before the document',
    apply: (xml) =>
      `\n \n<b>Warning</b>: mysql_connect() in <b>/srv/feed.php</b> on line <b>7</b><br />\n${xml}`,
  },
  {
    name: 'junk after the document',
    apply: (xml) => `${xml}\n<!-- page generated in 0.4 s --><script>track("a" < "b")</script>\n</html>`,
  },
  {
    name: 'a warning between the entries',
    apply: (xml) =>
      beforeEntries(xml, '<br />\n<b>Notice</b>: Undefined index: id in <b>/srv/feed.php</b>\n'),
  },
  { name: 'no end tags of entries', apply: (xml) => xml.replace(/<\/(?:item|entry)>/g, '') },
  { name: 'no end tags of the root', apply: (xml) => xml.replace(/<\/(?:channel|rss|feed|rdf:RDF)>/gi, '') },
  {
    name: 'no end tags of titles',
    apply: (xml) => inEntries(xml, (entry) => entry.replace(/<\/title>/, '\n')),
  },
  {
    name: 'end tags of another name',
    apply: (xml) => inEntries(xml, (entry) => entry.replace(/<\/title>/, '</titel>')),
  },
  {
    name: 'end tags that end nothing',
    apply: (xml) => inEntries(xml, (entry) => entry.replace(/<title/, '</p></div></description><title')),
  },
  { name: 'tags in upper case', apply: (xml) => outsideCdata(xml, upperCaseTags) },
  {
    name: 'attributes without quotes',
    apply: (xml) =>
      outsideCdata(xml, (markup) =>
        markup.replace(/(<(?:link|enclosure|category|guid)\b[^>]*?=)"([^"\s<>]+)"/g, '$1$2 '),
      ),
  },
  {
    name: 'attributes twice and without value',
    apply: (xml) =>
      outsideCdata(xml, (markup) => markup.replace(/<(item|entry)\b/g, '<$1 checked id="1" id="2" =""')),
  },
  {
    name: 'prefixes that nobody declared',
    apply: (xml) => xml.replace(/\sxmlns:[\w-]+=("[^"]*"|'[^']*')/g, ''),
  },
  { name: 'HTML in descriptions without escape', apply: unescapedHtml },
  { name: 'CDATA that does not end', apply: endlessCdata },
  { name: 'a CDATA end in texts', apply: (xml) => inTexts(xml, (text) => text.replace(/ /, ' ]]> ')) },
  {
    name: 'comments that are none',
    apply: (xml) => beforeEntries(xml, '<!-- a -- b --><!- c -><! d ><!-->'),
  },
  {
    name: 'two XML declarations',
    apply: (xml) =>
      `<?xml version="1.0"?>\n\ufeff${xml.startsWith('<?xml') ? xml : `<?xml version="1.1" encoding="utf-8"?>${xml}`}`,
  },
  {
    name: 'a document type',
    apply: (xml) =>
      withProlog(
        xml,
        '<!DOCTYPE rss [<!ENTITY nbsp "&#160;"><!ENTITY % x SYSTEM "http://x.example/x"> %x;]>',
      ),
  },
  {
    name: 'a processing instruction that does not end',
    apply: (xml) => beforeEntries(xml, '<?php echo $item; >\n'),
  },
  { name: 'no version and no namespace', apply: (xml) => xml.replace(/<(rss|feed)\b[^>]*>/i, '<$1>') },
  {
    name: 'empty and bare elements',
    apply: (xml) =>
      beforeEntries(xml, '<item/><entry></entry><link/><title/><author/><enclosure/><category/>\n'),
  },
  {
    name: 'dates that are none',
    apply: (xml) =>
      inEntries(xml, (entry) =>
        entry.replace(/<(pubDate|updated|published|dc:date)>[^<]*</g, '<$1>yesterday, 25:61<'),
      ),
  },
  {
    name: 'start tags without their bracket',
    apply: (xml) => inEntries(xml, (entry) => entry.replace(/<title>/, '<title ')),
  },
  {
    name: 'end tags without their bracket',
    apply: (xml) => inEntries(xml, (entry) => entry.replace(/<\/title>/, '</title')),
  },
  { name: 'tags begun twice', apply: (xml) => inEntries(xml, (entry) => entry.replace(/<title/, '<<title')) },
  {
    name: 'spaces in end tags',
    apply: (xml) => outsideCdata(xml, (markup) => markup.replace(/<\/(\w[\w:-]*)>/g, '</ $1 >')),
  },
  {
    name: 'end tags in another case',
    apply: (xml) =>
      outsideCdata(xml, (markup) => markup.replace(/<\/\w[\w:-]*/g, (tag) => tag.toUpperCase())),
  },
  {
    name: 'attributes whose quote does not end',
    apply: (xml) =>
      inEntries(xml, (entry) => entry.replace(/<(?=title|id|guid)(\w+)[^>]*>/, '<$1 class="x>')),
  },
  {
    name: 'attributes without space between',
    apply: (xml) => outsideCdata(xml, (markup) => markup.replace(/(\w="[^"]*") (?=\w+=")/g, '$1')),
  },
  { name: 'carriage returns as line ends', apply: (xml) => xml.replaceAll('\n', '\r') },
  {
    name: 'the root ended early',
    apply: (xml) => xml.replace(/<(?:item|entry)[\s>]/, (tag) => `</channel></rss></feed>${tag}`),
  },
  { name: 'a second byte order mark', apply: (xml) => `\ufeff\ufeff\u200b${xml}` },
  {
    name: 'self-closing titles with text after',
    apply: (xml) =>
      inEntries(xml, (entry) => entry.replace(/<title>([^<]*)<\/title>/, '<title/><title>$1</title>')),
  },
  {
    name: 'bare brackets in attributes',
    apply: (xml) =>
      outsideCdata(xml, (markup) => markup.replace(/<(item|entry)\b/g, '<$1 note="a < b > c & d"')),
  },
  {
    name: 'upper-case declarations and a stylesheet',
    apply: (xml) =>
      withProlog(
        xml,
        '<?xml-stylesheet href="s.xsl" type="text/xsl"?><!DOCTYPE RSS PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd">',
      ),
  },
  {
    name: 'a page around the feed',
    apply: (xml) =>
      `<!DOCTYPE html><html><body><pre>${xml.replace(/^<\?xml[^>]*\?>/, '')}</pre></body></html>`,
  },
];

/** How a document looks that stops anywhere; the entries that had begun are kept up to there. */
export function truncate(xml: string, random: Random): string {
  return xml.slice(0, Math.floor(xml.length * (0.3 + 0.7 * random())));
}

const text = /(<(title|description|summary)\b[^>]*>)([^<]+)(<\/\2>)/g;
const entry = /<(item|entry)\b[\s\S]*?<\/\1>/g;

function inTexts(xml: string, change: (text: string) => string): string {
  return xml.replace(
    text,
    (_, open: string, _name, inner: string, close: string) => open + change(inner) + close,
  );
}

function insertInTexts(xml: string, random: Random, pieces: readonly string[]): string {
  return inTexts(xml, (inner) => inner.replace(/ /, `${pick(pieces, random)} `));
}

function inEntries(xml: string, change: (entry: string) => string): string {
  return xml.replace(entry, (whole: string) => outsideCdata(whole, change));
}

function beforeEntries(xml: string, piece: string): string {
  return xml.replace(/<(?:item|entry)[\s>]/g, (tag) => piece + tag);
}

/** What stands in CDATA is nobody's tag. */
function outsideCdata(xml: string, change: (markup: string) => string): string {
  return xml
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
    .map((piece, index) => (index % 2 === 0 ? change(piece) : piece))
    .join('');
}

function upperCaseTags(markup: string): string {
  return markup.replace(/<\/?[a-z][\w:.-]*/gi, (tag) => tag.toUpperCase());
}

function invalidBytes(xml: string, random: Random): Buffer {
  const stray = [0xe9, 0x93, 0xff, 0xc0];
  const mark = '\u0001';
  const pieces = inTexts(xml, (inner) => inner.replace(/ /, `${mark} `)).split(mark);
  return Buffer.concat(
    pieces.flatMap((piece, index) => [
      Buffer.from(piece),
      Buffer.from(index === pieces.length - 1 ? [] : [pick(stray, random)]),
    ]),
  );
}

function unescapedHtml(xml: string): string {
  return xml.replace(
    /(<(description|summary)\b[^>]*>)([^<]*)(<\/\2>)/g,
    '$1<p>One<br>two <img src="a.png" alt="x > y"> <a href=b.html?a=1&b=2>three</p> $3$4',
  );
}

/** The first description opens a section that its own end tag has to end. */
function endlessCdata(xml: string): string {
  return xml.replace(/<(description|summary)>(?!<!\[CDATA)([^<]{1,200}<)/, '<$1><![CDATA[$2');
}

function withProlog(xml: string, prolog: string): string {
  const declaration = /^<\?xml[^>]*\?>/.exec(xml)?.[0] ?? '';
  return declaration + prolog + xml.slice(declaration.length);
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)] as T;
}
