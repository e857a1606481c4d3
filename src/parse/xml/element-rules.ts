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

/** How elements of a name behave in the feeds of the wild. */
export interface ElementTraits {
  /** The name in lower case. */
  folded: string;
  isVoid: boolean;
  isItem: boolean;
  isRoot: boolean;
  holdsText: boolean;
  holdsMarkup: boolean;
  /** It ends an open element that holds text. */
  endsText: boolean;
  /** It ends an open element that holds markup. */
  endsMarkup: boolean;
  /** It is one of a feed, or of a module that feeds use. */
  isOfFeed: boolean;
}

/** Names in use are few; a document that invents more is not worth remembering. */
const maxKnown = 1_000;
const known = new Map<string, ElementTraits>();

/** The traits of an element by its name, in whatever case. */
export function traitsOf(name: string): ElementTraits {
  const found = known.get(name);
  if (found !== undefined) return found;
  const traits = findTraits(name.toLowerCase());
  if (known.size < maxKnown) known.set(name, traits);
  return traits;
}

function findTraits(folded: string): ElementTraits {
  const isItem = itemElements.has(folded);
  const holdsText = textElements.has(folded);
  const holdsMarkup = markupElements.has(folded);
  const endsMarkup = ownFields.has(folded) || modulePrefix.test(folded);
  const endsText = holdsText || holdsMarkup || endsMarkup;
  return {
    folded,
    isVoid: voidElements.has(folded),
    isItem,
    isRoot: rootElements.has(folded),
    holdsText,
    holdsMarkup,
    endsText,
    endsMarkup,
    isOfFeed: isItem || endsText,
  };
}

/** Whether a tag of a feed stands in this text. */
export function namesFeedElement(text: string): boolean {
  if (!text.includes('<')) return false;
  const tags = text.matchAll(/<\/?([a-z][\w:-]{0,40})[\s/>]/gi);
  return Array.from(tags).some(([, name = '']) => traitsOf(name).isOfFeed);
}
