import fc from 'fast-check';
import type { Article } from '../../../src/domain/article.ts';
import { articleContent } from '../../support/articles.ts';

/** An article with every field. */
export const fullArticle: Article = {
  ...articleContent({
    subtitle: 'Ferries sail again',
    section: 'Coast',
    authors: [
      {
        name: 'Ida Quill',
        role: 'writer',
        email: 'ida@courier.example',
        url: 'https://courier.example/ida',
        handle: '@ida',
        affiliation: 'The Courier',
      },
      { name: 'Tom Rask', role: 'editor', email: null, url: null, handle: null, affiliation: null },
    ],
    byline: 'By Ida Quill',
    agency: 'AP',
    copyright: { holder: 'Courier Ltd', year: 2026, notice: '© 2026 Courier Ltd', license: 'CC BY 4.0' },
    dateline: { place: 'Aldmere', date: 'March 1' },
    updatedAt: '2026-03-01T10:00:00.000Z',
    summary: 'The harbour is open.',
    images: [
      {
        url: 'https://courier.example/a|b.jpg',
        caption: 'The quay',
        credit: 'Lea Falk',
        width: 1200,
        height: 675,
      },
    ],
    tags: ['harbour', 'storm'],
    notes: [
      { kind: 'correction', text: 'Correction: it was Sunday.' },
      { kind: 'editors-note', text: 'We follow this.' },
    ],
  }),
  id: '17',
  revision: 2,
  firstSeenAt: '2026-03-01T09:00:00.000Z',
  source: { feedId: '7', feed: 'World', outlet: 'The Courier', domain: 'courier.example' },
  story: { id: '5', size: 2, leadId: '17', killedId: null },
  killed: null,
};

const text = fc.option(fc.string(), { nil: null });
const address = fc.option(
  fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string()),
  {
    nil: null,
  },
);

/** Articles whose fields hold anything. */
export const anyArticle: fc.Arbitrary<Article> = fc
  .record({
    url: address,
    title: text,
    license: text,
    link: fc.string(),
    id: fc.option(fc.constant('9'), { nil: null }),
  })
  .map(({ url, title, license, link, id }) => ({
    ...fullArticle,
    id,
    url,
    title,
    copyright: { holder: null, year: null, notice: null, license: license && `http${license}` },
    images: [
      { url: `https://courier.example/${link}`, caption: null, credit: null, width: null, height: null },
    ],
  }));
