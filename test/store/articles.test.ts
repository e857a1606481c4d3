import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyArticle, findArticles, listArticles } from '../../src/store/articles.ts';
import { insertTestArticle } from '../support/articles.ts';
import { stores, type TestStore } from '../support/store.ts';

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`articles read from the ${name}`, () => {
    let store: TestStore;

    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store?.close());

    test('take their domain from their address, and from their feed where they have none', async () => {
      const withUrl = await insertTestArticle(store.pool, { url: 'https://www.harbour.example:8443/a' });
      const without = await insertTestArticle(store.pool, { url: null });
      const found = await findArticles(store.pool, [withUrl, without]);
      expect(found.get(withUrl)?.source.domain).toBe('harbour.example');
      expect(found.get(without)?.source.domain).toBe('courier.example');
    });

    test('are found by id, each once, and unknown ids are left out', async () => {
      const id = await insertTestArticle(store.pool);
      expect([...(await findArticles(store.pool, [id, id, '999999'])).keys()]).toEqual([id]);
      expect(await findArticles(store.pool, [])).toEqual(new Map());
    });

    test('are found by words in any script that their text separates by spaces', async () => {
      const id = await insertTestArticle(store.pool, { bodyText: 'Гавань снова открыта' });
      const found = await listArticles(store.pool, { ...everyArticle, query: 'гавань' }, 10);
      expect(found.map((article) => article.id)).toEqual([id]);
    });

    test.each([
      ['accents', 'Le procès s’est achevé à Orléans', 'proces orleans'],
      ['accents that only the question has', 'Die Bruecke bei Munchen', 'München'],
      ['a word in a script without spaces', '教育部公布新规定', '公布'],
      ['a word in hyphens', 'The COVID-19 inquiry', 'covid-19'],
      ['a number with its fraction', 'Inflation fell to 2.4% in May', '2.4'],
      ['a phrase', 'The harbour wall is open', '"harbour wall"'],
      ['one of several', 'A quarry near the estuary', 'volcano or estuary'],
      ['a word and not another', 'Lighthouse keepers and no dogs', '-volcano lighthouse keepers'],
    ])('are found by %s', async (_what, bodyText, query) => {
      const id = await insertTestArticle(store.pool, { bodyText });
      const found = await listArticles(store.pool, { ...everyArticle, query }, 10);
      expect(found.map((article) => article.id)).toContain(id);
    });

    test('are stored and found where their tags have more words than positions can count', async () => {
      const characters = String.fromCodePoint(...Array.from({ length: 190 }, (_, n) => 0x4e00 + n));
      const tags = Array.from({ length: 100 }, (_, n) => `${characters}${n}`);
      const id = await insertTestArticle(store.pool, { tags, bodyText: 'The estuary silts up' });
      const found = await listArticles(store.pool, { ...everyArticle, query: 'estuary silts' }, 10);
      expect(found.map((article) => article.id)).toEqual([id]);
    });

    test.each([
      ['a phrase in another order', 'The viaduct opens', '"opens viaduct"'],
      ['characters in another order', '教育部', '部教'],
      ['what is to be without a word it has', 'The viaduct opens', 'viaduct -opens'],
      ['what is to be without a phrase it has', 'The viaduct opens', 'viaduct -"viaduct opens"'],
      ['the end of the headline with the beginning of the body', 'Funicular', '"harbour funicular"'],
    ])('are not found by %s', async (_what, bodyText, query) => {
      const id = await insertTestArticle(store.pool, { title: 'At the harbour', bodyText });
      const found = await listArticles(store.pool, { ...everyArticle, query }, 100);
      expect(found.map((article) => article.id)).not.toContain(id);
    });

    test('are kept whatever their text, with more terms and places than a tsvector holds', async () => {
      const many = Array.from({ length: 60_000 }, (_, n) => `w${n.toString(36)}`).join(' ');
      const same = 'echo '.repeat(40_000);
      const long = 'x'.repeat(150_000);
      const texts = [many, same, long, '𠀀'.repeat(60_000), '\ud800 half \0 zero', '各'.repeat(200_000)];
      for (const bodyText of texts) await insertTestArticle(store.pool, { title: null, bodyText });
      const found = await listArticles(store.pool, { ...everyArticle, query: 'echo -half' }, 10);
      expect(found).toHaveLength(1);
    });

    test.each(['" or (', '-', '!', "'; drop table articles; --", '\\'])(
      'are searched by whatever is typed: %s',
      async (query) => {
        expect(await listArticles(store.pool, { ...everyArticle, query }, 10)).toEqual([]);
      },
    );
  });
}
