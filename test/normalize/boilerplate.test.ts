import { describe, expect, test } from 'vitest';
import { normalizing } from './normalizing.ts';

const story =
  'The ferries to the islands stayed in port on Friday, and the mail went by air, the post office said.';
const title = 'Boats stay in port';

function without(line: string) {
  return normalizing('text', `${story}\n\n${line}\n\n${story}`, { title });
}

describe('a line that is no part of the article', () => {
  test.each([
    ['Read more: Storm hits the coast', 'teaser'],
    ['READ MORE', 'teaser'],
    ['Read also » Storm hits the coast', 'teaser'],
    ['Related: Storm hits the coast', 'teaser'],
    ['Lesen Sie auch: Sturm trifft die Küste', 'teaser'],
    ['À lire aussi : La tempête touche la côte', 'teaser'],
    ['Lea también: La tormenta', 'teaser'],
    ['Leggi anche: La tempesta', 'teaser'],
    ['Leia mais', 'teaser'],
    ['Lees ook: Storm', 'teaser'],
    ['Läs också: Stormen', 'teaser'],
    ['Czytaj także: Sztorm', 'teaser'],
    ['Читайте также: Шторм', 'teaser'],
    ['相关阅读：风暴', 'teaser'],
    ['関連記事：嵐', 'teaser'],
    ['Advertisement', 'advertisement'],
    ['- Anzeige -', 'advertisement'],
    ['Article continues after advertisement', 'advertisement'],
    ['Publicité', 'advertisement'],
    ['広告', 'advertisement'],
    ['Sign up for our daily newsletter and never miss a boat.', 'appeal'],
    ['Subscribe to our newsletter', 'appeal'],
    ['Follow us on Facebook and X', 'appeal'],
    ['Abonnieren Sie unseren Newsletter', 'appeal'],
    ['Suivez-nous sur Facebook', 'appeal'],
    ['Share Tweet Email', 'share-bar'],
    ['Facebook | Twitter | WhatsApp | 12 comments', 'share-bar'],
    ['Teilen', 'share-bar'],
    ['The post Boats stay in port appeared first on Port Ellery Bugle.', 'feed-footer'],
    ['Der Beitrag Fähren bleiben im Hafen erschien zuerst auf Hafenblatt.', 'feed-footer'],
    ['Photo: Jane Doe/AFP', 'photo-credit'],
    ['(AP Photo/Jane Doe)', 'photo-credit'],
  ])('%s goes as %s', (line, rule) => {
    const { content, removed } = without(line);
    expect(removed).toEqual([{ rule, text: line, line: 2 }]);
    expect(content.bodyText).toBe(`${story}\n\n${story}`);
  });

  test.each([
    'Read more books, she said, and fewer letters.',
    'Watch the tide before you sail.',
    'Related crafts such as rope-making are dying out.',
    'Share prices of the ferry line fell.',
    'Follow the coast to the north.',
    'The post office said it would wait.',
    'Photo shops have closed in all the towns.',
    'Advertisement revenue of the paper fell.',
    'Print is dead, said the printer.',
    'Link roads to the port are shut.',
  ])('%s stays', (line) => {
    const { content, removed } = without(line);
    expect(removed).toEqual([]);
    expect(content.bodyText).toBe(`${story}\n\n${line}\n\n${story}`);
  });

  test('a line that is a link goes where it leads elsewhere, and so do the links below a heading of such', () => {
    const body = `<p>${story}</p><p><a href="/a">Read more about the storm</a></p><p>${story}</p><h3>Related articles</h3><ul><li><a href="/b">Storm hits</a></li><li><a href="/c">Boats wait</a></li></ul>`;
    const { content, removed } = normalizing('html', body, { title }, 'https://bugle.example/');
    expect(content.bodyText).toBe(`${story}\n\n${story}`);
    expect(content.bodyHtml).not.toContain('<a');
    expect(removed.map(({ rule }) => rule)).toEqual(['teaser', 'teaser', 'related-link', 'related-link']);
  });

  test('dates and reading times at the top go, and in the text they stay', () => {
    const { content } = normalizing(
      'text',
      `${title}\n\nPublished: 3 May 2026, 10:15 GMT\n\n4 min read\n\n${story}\n\nMay 3\n\n${story}`,
    );
    expect(content).toMatchObject({ title, bodyText: `${story}\n\nMay 3\n\n${story}` });
  });

  test('a headline that looks like one stays the title', () => {
    const { content } = normalizing('text', `Sign up for the ferry race\n\nBy Jane Doe\n\n${story}`);
    expect(content.title).toBe('Sign up for the ferry race');
  });
});

describe('pictures', () => {
  const figure = (caption: string) =>
    normalizing(
      'html',
      `<figure><img src="https://a.example/b.jpg"><figcaption>${caption}</figcaption></figure><p>${story}</p>`,
      { title },
    );

  test.each([
    ['The ferry. (Photo: Jane Doe/AFP)', 'The ferry.', 'Jane Doe/AFP'],
    ['The ferry. Photograph: Jane Doe/Example', 'The ferry.', 'Jane Doe/Example'],
    ['The ferry in port. Jane Doe/Reuters', 'The ferry in port.', 'Jane Doe/Reuters'],
    ['The ferry © Jane Doe', 'The ferry', 'Jane Doe'],
    ['(AP Photo/Jane Doe)', null, 'Jane Doe'],
    ['Foto: dpa', null, 'dpa'],
    ['The ferry (left) in port', 'The ferry (left) in port', null],
    ['The ferry', 'The ferry', null],
  ])('%s is a caption and a credit', (text, caption, credit) => {
    const { content, removed } = figure(text);
    expect(content.images).toMatchObject([{ caption, credit }]);
    expect(content.bodyText).toBe(story);
    expect(content.bodyHtml).toContain('<figcaption>');
    expect(removed).toEqual([{ rule: 'caption', text, line: 1 }]);
  });

  test.each([
    [
      'a class below the picture',
      '<p><img src="https://a.example/b.jpg"></p>\n<p class="caption">The ferry. Photo: Jane Doe</p>',
    ],
    [
      'a class in a table',
      '<table><tr><td><a href="/b"><img src="https://a.example/b.jpg"></a></td></tr><tr><td class="tr-caption">The ferry. Photo: Jane Doe</td></tr></table>',
    ],
    [
      'a credit behind it',
      '<p><a href="/b"><img src="https://a.example/b.jpg"></a><br><small>The ferry. (Photo: Jane Doe)</small></p>',
    ],
  ])('are told by %s', (_, picture) => {
    const { content } = normalizing('html', `${picture}<p>${story}</p>`);
    expect(content).toMatchObject({
      bodyText: story,
      images: [{ caption: 'The ferry.', credit: 'Jane Doe' }],
    });
  });

  test('are all that an item of pictures alone has', () => {
    const body = '<figure><img src="https://a.example/b.jpg"><figcaption>The ferry</figcaption></figure>';
    const { content, removed } = normalizing('html', body);
    expect(content).toMatchObject({ bodyText: '', title: null, images: [{ caption: 'The ferry' }] });
    expect(content.bodyHtml).toContain('<figcaption>The ferry</figcaption>');
    expect(removed).toEqual([{ rule: 'caption', text: 'The ferry', line: 1 }]);
  });

  test('have the caption that only a class tells', () => {
    const { content } = normalizing(
      'html',
      `<div class="wp-caption"><img src="https://a.example/b.jpg"><p class="wp-caption-text">The ferry</p></div><p>${story}</p>`,
      { title },
    );
    expect(content.images).toMatchObject([{ caption: 'The ferry' }]);
    expect(content.bodyText).toBe(story);
  });

  test('have the credit that stands below them', () => {
    const { content } = normalizing(
      'html',
      `<p><img src="https://a.example/b.jpg"></p><p>Photo: Jane Doe/AFP</p><p>${story}</p>`,
      { title },
    );
    expect(content).toMatchObject({ images: [{ credit: 'Jane Doe/AFP' }], bodyText: story, authors: [] });
  });
});

describe('notes of the editors', () => {
  test.each([
    ['Correction: An earlier text named another island.', 'correction'],
    ['This article was amended on 3 May to name the island.', 'correction'],
    ['Korrektur: In einer früheren Fassung stand eine andere Insel.', 'correction'],
    ['Fe de errores: la isla es otra.', 'correction'],
    ['更正：岛名有误。', 'correction'],
    ["Editor's note: The author owns a boat.", 'editors-note'],
    ['Anmerkung der Redaktion: Die Autorin besitzt ein Boot.', 'editors-note'],
    ['Update (May 3): the ferries sail again.', 'editors-note'],
  ])('%s stays and is told as a %s', (text, kind) => {
    const { content } = without(text);
    expect(content.notes).toEqual([{ kind, text }]);
    expect(content.bodyText).toContain(text);
  });

  test('are none in a sentence that opens alike', () => {
    expect(without('Correction fluid was sold out in the town.').content.notes).toEqual([]);
    expect(without('Update your maps, the coast guard said.').content.notes).toEqual([]);
  });
});
