import sanitizeHtml from 'sanitize-html';
import type { Draft } from './draft.ts';

const options: sanitizeHtml.IOptions = {
  allowedTags: [
    ...[
      'p',
      'br',
      'hr',
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'blockquote',
      'pre',
      'figure',
      'figcaption',
      'img',
    ],
    ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
    ...[
      'a',
      'abbr',
      'b',
      'cite',
      'code',
      'del',
      'em',
      'i',
      'ins',
      'kbd',
      'mark',
      'q',
      'rp',
      'rt',
      'ruby',
      's',
      'small',
    ],
    ...['strong', 'sub', 'sup', 'time', 'u', 'var'],
  ],
  allowedAttributes: {
    a: ['href', 'rel', 'title', 'hreflang'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    abbr: ['title'],
    time: ['datetime'],
    ol: ['start', 'reversed', 'type'],
    th: ['colspan', 'rowspan', 'scope'],
    td: ['colspan', 'rowspan'],
    '*': ['lang', 'dir'],
  },
  allowedSchemes: ['http', 'https'],
  allowedSchemesByTag: { a: ['http', 'https', 'mailto'] },
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  transformTags: {
    a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: 'noopener noreferrer nofollow' } }),
  },
};

/** Writes the body as HTML that is safe to show: what is not on the allow-list goes, its text stays. */
export function writeBodyHtml(draft: Draft): void {
  draft.content.bodyHtml = sanitizeHtml(
    draft.$.html(draft.root.children as never, { xml: { xmlMode: false, encodeEntities: 'utf8' } }),
    options,
  );
}
