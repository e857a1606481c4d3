/** HTML elements without an end tag, as they turn up unescaped in descriptions. RSS has none of these names. */
const voidElements = new Set(['br', 'hr', 'img', 'input', 'wbr']);

/** Elements that never stand in one another: a second one means that the first was not closed. */
const itemElements = new Set(['item', 'entry']);

const rootElements = new Set(['rss', 'channel', 'feed', 'rdf:rdf']);

/** Elements of a feed that hold text alone: where one of its fields begins, an open one was not closed. */
const textElements = new Set(
  `title link guid id pubdate updated published issued modified created lastbuilddate category comments language ttl
   copyright rights generator docs managingeditor webmaster name email uri`.split(/\s+/),
);

/** Elements that hold markup, in which HTML's `title`, `link`, `summary` and `source` are no fields. */
const markupElements = new Set(
  'description summary content content:encoded subtitle tagline info'.split(' '),
);

/** Fields with names that HTML does not have. */
const ownFields = new Set(
  `guid pubdate updated published issued modified created lastbuilddate category comments enclosure author id
   managingeditor webmaster description content`.split(/\s+/),
);

const modulePrefix =
  /^(?:dc|dcterms|content|media|itunes|atom|atom10|a10|slash|wfw|georss|geo|feedburner|sy|thr|creativecommons|googleplay|news):/;

export function isVoid(name: string): boolean {
  return voidElements.has(name);
}

export function isItem(name: string): boolean {
  return itemElements.has(name);
}

export function isRoot(name: string): boolean {
  return rootElements.has(name);
}

export function holdsText(name: string): boolean {
  return textElements.has(name);
}

export function holdsMarkup(name: string): boolean {
  return markupElements.has(name);
}

/** Whether this element ends an open one that holds text. */
export function endsText(name: string): boolean {
  return textElements.has(name) || markupElements.has(name) || ownFields.has(name) || endsMarkup(name);
}

/** Whether this element ends an open one that holds markup. */
export function endsMarkup(name: string): boolean {
  return ownFields.has(name) || modulePrefix.test(name);
}

/** Whether an element of this name is one of a feed, or of a module that feeds use. */
export function isFeedElement(name: string): boolean {
  return itemElements.has(name) || endsText(name);
}

/** Whether a tag of a feed stands in this text. */
export function namesFeedElement(text: string): boolean {
  if (!text.includes('<')) return false;
  return Array.from(text.matchAll(/<\/?([a-z][\w:-]{0,40})[\s/>]/gi)).some(([, name = '']) =>
    isFeedElement(name.toLowerCase()),
  );
}
