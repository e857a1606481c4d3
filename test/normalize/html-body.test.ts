import { describe, expect, test } from 'vitest';
import { normalizing } from './normalizing.ts';

const long =
  'The tide came in over the flats of Port Ellery, as it does twice a day, and the ferry waited for it.';

const text = (html: string): string => normalizing('html', html).content.bodyText;
const html = (body: string, url: string | null = null): string =>
  normalizing('html', body, {}, url).content.bodyHtml;

describe('the text of an HTML body', () => {
  test.each([
    [
      'one blank line between paragraphs',
      `<p>${long}</p>\n<p>Two</p><div>Three</div>`,
      `${long}\n\nTwo\n\nThree`,
    ],
    [
      'list items as lines',
      `<p>${long}</p><ul><li>One</li><li>Two <b>b</b></li></ul><p>End</p>`,
      `${long}\n\nOne\nTwo b\n\nEnd`,
    ],
    [
      'table rows as lines',
      '<table><tr><th>Day</th><th>Ferries</th></tr><tr><td>Mon</td><td>4</td></tr></table>',
      'Day | Ferries\nMon | 4',
    ],
    [
      'verses as lines of one paragraph',
      `<p>${long}</p><p>Roses are red<br>Ferries are late</p>`,
      `${long}\n\nRoses are red\nFerries are late`,
    ],
    ['two breaks as a new paragraph', 'One<br><br>Two', 'One\n\nTwo'],
    ['long lines between breaks as paragraphs', `${long}<br>${long}`, `${long}\n\n${long}`],
    ['breaks inside bold text', `<b>${long}<br>Short</b>`, `${long}\n\nShort`],
    ['entities and spaces', 'A&nbsp;&amp;&#8203; B\n  C', 'A & B C'],
    ['preformatted text', '<pre>a\n  b</pre>', 'a\n  b'],
    ['text outside of list items', '<ul>Stray<li>One</li></ul>', 'Stray\n\nOne'],
    ['a list in a list', '<ul><li>One<ul><li>Two</li></ul></li></ul>', 'One\nTwo'],
  ])('has %s', (_, body, expected) => {
    expect(text(body)).toBe(expected);
  });

  test('leaves escaped markup alone in a body that has real markup', () => {
    expect(text('<p>Write &lt;p&gt; for a paragraph</p>')).toBe('Write <p> for a paragraph');
  });
});

describe('the HTML of a body', () => {
  test('is made of paragraphs, whatever the input was', () => {
    expect(html(`<div>${long}<br><br><font color="red">Two</font></div>`)).toBe(`<p>${long}</p><p>Two</p>`);
  });

  test('keeps lists, tables, quotes, subheads and figures', () => {
    const body =
      '<h2>Head</h2><blockquote><p>Quote</p></blockquote><ol><li>One</li></ol><table><tbody><tr><td>1</td></tr></tbody></table>' +
      '<figure><img src="https://a.example/b.jpg" alt="Boat" /><figcaption>The boat</figcaption></figure>';
    expect(html(body)).toBe(body);
  });

  test('makes addresses absolute and marks links as not ours', () => {
    expect(
      html('<p><a href="../b?x=1" onclick="go()" target="_blank">b</a></p>', 'https://a.example/n/m'),
    ).toBe('<p><a href="https://a.example/b?x=1" rel="noopener noreferrer nofollow">b</a></p>');
  });

  test.each([
    ['<p>a<script>alert(1)</script></p>', '<p>a</p>'],
    ['<p onclick="x()" style="color:red" class="c">a</p>', '<p>a</p>'],
    ['<p><a href="javascript:alert(1)">a</a></p>', '<p>a</p>'],
    ['<p><a href="java\nscript:alert(1)">a</a></p>', '<p>a</p>'],
    ['<p>a</p><img src="data:image/svg+xml,x" onerror="x()">', '<p>a</p>'],
    ['<p>a</p><iframe src="https://v.example/1"></iframe>', '<p>a</p>'],
    ['<p>a<!-- b --></p>', '<p>a</p>'],
    ['<p>a</p><svg><script>x()</script></svg>', '<p>a</p>'],
    ['<p>a</p><p style="display: none">b</p>', '<p>a</p>'],
    ['<p>a</p><p> &nbsp;</p><p><b></b></p>', '<p>a</p>'],
  ])('of %s is %s', (body, expected) => {
    expect(html(body)).toBe(expected);
  });

  test('keeps what is embedded from known sites as a link, which is no text', () => {
    const { content, removed } = normalizing(
      'html',
      `<p>${long}</p><iframe src="//www.youtube.com/embed/abc"></iframe><p>End</p>`,
    );
    const url = 'https://www.youtube.com/embed/abc';
    expect(content.bodyHtml).toContain(`<p><a href="${url}"`);
    expect(content.bodyText).toBe(`${long}\n\nEnd`);
    expect(removed).toEqual([{ rule: 'embed', text: url, line: 2 }]);
  });

  test('records what was invisible', () => {
    const body =
      '<p>a</p><script>x()</script><iframe src="https://v.example/1"></iframe><img width=1 height=1 src="https://t.example/p">';
    expect(normalizing('html', body).removed).toEqual([
      { rule: 'invisible', text: 'x()' },
      { rule: 'embed', text: 'https://v.example/1' },
      { rule: 'tracking-pixel', text: 'https://t.example/p' },
    ]);
  });
});

describe('the images of an article', () => {
  test('come from the body with caption and size, then from the feed, each once', () => {
    const body =
      '<figure><img data-src="/b.jpg" src="data:image/gif;base64,x" width="600" height="400px"><figcaption>The <b>boat</b></figcaption></figure>';
    const images = ['https://a.example/b.jpg', 'https://a.example/c.jpg'];
    expect(normalizing('html', body, { images }, 'https://a.example/n').content.images).toEqual([
      { url: 'https://a.example/b.jpg', caption: 'The boat', credit: null, width: 600, height: 400 },
      { url: 'https://a.example/c.jpg', caption: null, credit: null, width: null, height: null },
    ]);
  });
});

describe('what the feed claims', () => {
  test('becomes title, summary, tags, times and address', () => {
    const { content } = normalizing(
      'html',
      `<p>${long}</p>`,
      {
        title: 'Ferry waits &#8211; Port Ellery Bugle',
        outlet: 'Port Ellery Bugle',
        summary: '<p>The ferry <b>waits</b>.</p><p>Again.</p>',
        categories: ['Sea', ' sea ', 'Tide'],
        section: 'Transport',
        published: '2026-01-02T03:04:05.000Z',
      },
      'https://A.example/n?utm_source=x',
    );
    expect(content).toMatchObject({
      title: 'Ferry waits',
      summary: 'The ferry waits. Again.',
      tags: ['Sea', 'Tide'],
      section: 'Transport',
      publishedAt: '2026-01-02T03:04:05.000Z',
      url: 'https://a.example/n',
    });
  });
});
