import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toNinjs } from '../../../src/deliver/formats/ninjs.ts';
import { ninjsSchema } from '../../../src/deliver/formats/ninjs-schema.ts';
import { articleContent } from '../../support/articles.ts';
import { anyArticle, fullArticle } from './articles.ts';

describe('an article as ninjs', () => {
  test('keeps what each field means', () => {
    const written = ninjsSchema.parse(toNinjs(fullArticle));
    expect(written).toMatchObject({
      uri: 'https://courier.example/harbour',
      version: '2',
      firstCreated: '2026-03-01T08:00:00.000Z',
      versionCreated: '2026-03-01T10:00:00.000Z',
      pubStatus: 'usable',
      copyrightHolder: 'Courier Ltd',
      usageTerms: 'CC BY 4.0',
      by: 'By Ida Quill',
      located: 'Aldmere',
      headlines: [{ role: 'main' }, { role: 'subhead', value: 'Ferries sail again' }],
      people: [
        {
          name: 'Ida Quill',
          rel: 'writer',
          contactInfo: [{ type: 'email' }, { type: 'handle' }, { type: 'affiliation' }],
        },
        { name: 'Tom Rask', rel: 'editor' },
      ],
      infoSources: [
        { name: 'AP', role: 'agency' },
        { name: 'The Courier', role: 'publisher' },
      ],
      associations: [
        { type: 'picture', by: 'Lea Falk', renditions: [{ href: 'https://courier.example/a%7Cb.jpg' }] },
      ],
      altIds: [
        { role: 'wiredesk', value: '17' },
        { role: 'wiredesk-story', value: '5' },
      ],
    });
  });

  test('is canceled with the reason where it was killed', () => {
    expect(
      toNinjs({ ...fullArticle, killed: { at: '2026-03-02T00:00:00.000Z', reason: 'wrong photograph' } }),
    ).toMatchObject({
      pubStatus: 'canceled',
      edNote: 'wrong photograph',
    });
  });

  test('leaves out what is not known, and is named after its text where it has no address and no id', () => {
    const bare = { ...fullArticle, ...articleContent({ url: null, publishedAt: null, title: null }) };
    const written = toNinjs({ ...bare, id: null, firstSeenAt: null, story: null });
    expect(Object.keys(written)).not.toContain('firstCreated');
    expect(Object.keys(written)).not.toContain('people');
    expect(written.uri).toMatch(/^ni:\/\/\/sha-256;[\w-]{43}$/);
  });

  test('fits the schema whatever its addresses are', () => {
    fc.assert(fc.property(anyArticle, (article) => ninjsSchema.safeParse(toNinjs(article)).success));
  });
});
