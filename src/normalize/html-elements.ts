/** Elements that flow in a line of text and are kept. */
export const inlineElements: ReadonlySet<string> = new Set([
  'a',
  'abbr',
  'b',
  'br',
  'cite',
  'code',
  'del',
  'em',
  'i',
  'img',
  'ins',
  'kbd',
  'mark',
  'q',
  'rp',
  'rt',
  'ruby',
  's',
  'small',
  'strong',
  'sub',
  'sup',
  'time',
  'u',
  'var',
]);

export const headingElements: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Elements whose children are elements of their own kind only. */
export const structureElements: Readonly<Record<string, ReadonlySet<string>>> = {
  ul: new Set(['li', 'ul', 'ol']),
  ol: new Set(['li', 'ul', 'ol']),
  dl: new Set(['dt', 'dd']),
  table: new Set(['caption', 'thead', 'tbody', 'tfoot', 'tr']),
  thead: new Set(['tr']),
  tbody: new Set(['tr']),
  tfoot: new Set(['tr']),
  tr: new Set(['td', 'th']),
};

/** Structure that may stand in running text by itself. */
export const freeStructures: ReadonlySet<string> = new Set(['ul', 'ol', 'dl', 'table']);

/** Elements that start a new line and are not kept, at least not outside a list, table or figure; their content is. */
export const dissolvedBlocks: ReadonlySet<string> = new Set([
  'address',
  'article',
  'aside',
  'body',
  'center',
  'details',
  'dialog',
  'dir',
  'div',
  'fieldset',
  'footer',
  'form',
  'header',
  'hgroup',
  'html',
  'legend',
  'main',
  'menu',
  'nav',
  'option',
  'p',
  'picture',
  'search',
  'section',
  'select',
  'summary',
  'caption',
  'dd',
  'dt',
  'figcaption',
  'li',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
]);

export const keptBlocks: ReadonlySet<string> = new Set(['blockquote', 'figure', 'hr', 'pre']);
