import { describe, expect, test } from 'vitest';
import { namesOf, normalizing } from './normalizing.ts';

const story =
  'The ferries to the islands stayed in port on Friday, and the mail went by air, the post office said.';
const title = 'Boats stay in port after the storm';

describe('wire copy', () => {
  test('with labels gives its fields, and every label is recorded', () => {
    const head = [
      'Slug: storm-boats',
      `Headline: ${title}`,
      'Byline: Jane Doe and John Roe',
      'Dateline: Port Ellery',
      'Source: Reuters',
      'Category: World',
      'Copyright: Example News 2026',
      'Keywords: storm, boats',
    ];
    const article = normalizing('text', [...head, '', story, '', story].join('\n'));
    expect(article.content).toMatchObject({
      title,
      byline: 'Jane Doe and John Roe',
      dateline: { place: 'Port Ellery' },
      agency: 'Reuters',
      section: 'World',
      copyright: { holder: 'Example News', year: 2026 },
      tags: ['storm', 'boats'],
      bodyText: `${story}\n\n${story}`,
    });
    expect(namesOf(article)).toEqual(['Jane Doe', 'John Roe']);
    expect(article.removed.map(({ text }) => text)).toEqual(head);
  });

  test('broken at a column has its paragraphs again', () => {
    const broken = [
      title,
      '',
      'By Jane Doe',
      '',
      'The ferries to the islands stayed in port on Friday, and the mail',
      'went by air, the post office said, while the wind blew from the north',
      'and the sea rose.',
      '',
      'Nobody was hurt, but a shed that stood on the old pier was blown',
      'into the harbour, where it sank with all the ropes and nets that',
      'were in it.',
    ].join('\n');
    expect(normalizing('text', broken).content).toMatchObject({
      title,
      bodyText:
        'The ferries to the islands stayed in port on Friday, and the mail went by air, the post office said, while the wind blew from the north and the sea rose.\n\nNobody was hurt, but a shed that stood on the old pier was blown into the harbour, where it sank with all the ropes and nets that were in it.',
    });
  });

  test('in single lines has a paragraph a line', () => {
    expect(normalizing('text', `${title}\nBy Jane Doe\n${story}\n${story}`).content.bodyText).toBe(
      `${story}\n\n${story}`,
    );
  });
});

describe('a byline of several lines', () => {
  test.each([
    ['By Jane Doe\nand John Roe'],
    ['By\nJane Doe\nJohn Roe'],
    ['By Jane Doe\nStaff Writer\nJohn Roe'],
    ['JANE DOE\nJOHN ROE\nAssociated Press'],
    ['By Jane Doe\nExample News\njane@news.example\nBy John Roe'],
    ['By Jane Doe and John Roe\nReuters\nPublished 3 May 2026'],
  ])('%j names both', (byline) => {
    const article = normalizing('text', `${title}\n\n${byline}\n\n${story}\n\n${story}`);
    expect(namesOf(article)).toEqual(['Jane Doe', 'John Roe']);
    expect(article.content.bodyText).toBe(`${story}\n\n${story}`);
  });
});

describe('a notice of copyright', () => {
  test.each([
    [`${title}\n\nCopyright Bloomberg L.P., 2026\n\nBy Jane Doe`, 'Bloomberg L.P.'],
    [`${title}\n\n(c) bugle\n\nBy Jane Doe`, 'bugle'],
    [`© Example News\n\nShips & Tides\n\n${title}\n\nBy Jane Doe`, 'Example News'],
    [`Ships & Tides\n\n© Example News\n\n${title}\n\nBy Jane Doe`, 'Example News'],
  ])('in the head is no byline, headline or label: %j', (head, holder) => {
    const { content } = normalizing('text', `${head}\n\n${story}\n\n${story}`);
    expect(content).toMatchObject({
      ...{ title, byline: 'By Jane Doe', copyright: { holder }, bodyText: `${story}\n\n${story}` },
      section: head.includes('Tides') ? 'Ships & Tides' : null,
    });
  });
});

describe('a headline that only its place shows', () => {
  test.each([
    ['html', `<h1>${title}</h1><span>By Jane Doe</span><span>May 3, 2026</span><p>${story}</p>`],
    ['html', `<h1>${title}</h1><p><b>JANE DOE</b><br>Associated Press</p><p>${story}</p>`],
    ['html', `<p>© Example News</p><p>World</p><p>${title}</p><p>By Jane Doe</p><p>${story}</p>`],
    ['text', `${title}\n\nJane Doe\n\n${story}`],
    ['html', `<p>${title}</p><p>Jane Doe</p><p>${story}</p>`],
    ['html', `<h2>${title}</h2><p>By Jane Doe</p><p>${story}</p>`],
    ['html', `${title}<br>By Jane Doe<br>${story}`],
    ['html', `<div>World</div><div>${title}</div><div>By Jane Doe</div><div>${story}</div>`],
  ] as const)('%s', (type, body) => {
    const article = normalizing(type, body);
    expect(article.content).toMatchObject({ title, bodyText: story });
    expect(namesOf(article)).toEqual(['Jane Doe']);
  });
});
