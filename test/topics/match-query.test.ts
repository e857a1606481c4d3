import { describe, expect, test } from 'vitest';
import { articleContent } from '../support/articles.ts';
import { isMatch } from './article.ts';

const author = (name: string) => ({
  name,
  role: null,
  email: null,
  url: null,
  handle: null,
  affiliation: null,
});

describe('an article', () => {
  test.each([
    ['a word of its body', 'sunday', {}],
    ['a word of its headline in other letters', 'HÀRBOUR', {}],
    ['a word of its subtitle', 'ferry', { subtitle: 'Ferries and one ferry wait' }],
    ['a phrase', '"harbour reopened"', {}],
    ['how a word begins', 'harb*', {}],
    ['how the last word of a phrase begins', '"harbour reop*"', {}],
    ['words near to each other, whichever comes first', 'sunday NEAR/2 reopened', {}],
    ['phrases near to each other', '"the harbour" NEAR/2 "on sunday"', {}],
    ['a word and not another', 'harbour -volcano', {}],
    ['nothing but a negation', 'NOT volcano', {}],
    ['one of two', 'volcano OR storm', {}],
    ['a word of its headline', 'title:storm', {}],
    ['a word of its body', 'body:sunday', {}],
    ['its author', 'author:"jane doe"', { authors: [author('Jane Doe'), author('Li Wei')] }],
    ['its agency', 'agency:ap', { agency: 'AP' }],
    ['its section', 'section:world', { section: 'World News' }],
    ['a tag of two words', 'tag:"climate change"', { tags: ['Oceans', 'Climate change'] }],
    ['its place', 'place:paris', { dateline: { place: 'PARIS', date: null } }],
    ['its address', 'url:courier.example/world', { url: 'https://courier.example/world/harbour' }],
    ['its copyright holder', 'holder:courier', { copyright: { ...noCopyright(), holder: 'Courier Ltd' } }],
    ['its language', 'lang:en', { language: 'en-GB' }],
    ['its whole language tag', 'lang:en-gb', { language: 'en-GB' }],
    ['its outlet', 'outlet:courier', {}],
    ['its feed', 'feed:"world news"', {}],
    ['the id of its feed', 'feed:7', {}],
    ['its time', 'after:2026-03-01 before:2026-03-02', {}],
    ['its length', 'words>:4 words<:6', {}],
    ['that it was changed', 'is:update', { revision: 2 }],
    ['that it is alone', 'is:lead', {}],
    ['that it leads its story', 'is:lead', { story: { leadId: '1' } }],
    ['characters of a script without spaces', '公布', { bodyText: '教育部公布新规定' }],
    [
      'words of a script without spaces near to each other',
      '教育部 NEAR/5 规定',
      { bodyText: '教育部公布新规定' },
    ],
  ])('is found by %s: %s', (_what, query, changes) => {
    expect(isMatch(query, changes)).toBe(true);
  });

  test.each([
    ['a phrase in another order', '"reopened harbour"', {}],
    ['the end of the headline with the beginning of the body', '"storm the"', {}],
    ['the headline near to the body', 'storm NEAR/50 sunday', { title: 'Storm', bodyText: 'Sunday' }],
    ['a word of its headline that is asked for in the body', 'body:storm', {}],
    ['a word of its body that is asked for in the headline', 'title:sunday', {}],
    ['words that are too far apart', 'harbour NEAR/2 sunday', { title: null }],
    ['names of two authors', 'author:"doe li"', { authors: [author('Jane Doe'), author('Li Wei')] }],
    ['a name that only the text has', 'author:harbour', {}],
    ['a region for a language', 'lang:be', { language: 'nl-BE' }],
    ['a time where none is known', 'after:1970-01-01', { publishedAt: null, firstSeenAt: null }],
    ['no time where none is known', 'before:2999-01-01', { publishedAt: null, firstSeenAt: null }],
    ['that it leads a story that another leads', 'is:lead', { story: { leadId: '2' } }],
    ['characters in another order', '部教', { bodyText: '教育部公布新规定' }],
  ])('is not found by %s: %s', (_what, query, changes) => {
    expect(isMatch(query, changes)).toBe(false);
  });

  test('is found by other forms of a word where stemming is on', () => {
    expect(isMatch('sanctioned', { bodyText: 'New sanctions' }, 'en')).toBe(true);
    expect(isMatch('sanctioned', { bodyText: 'New sanctions' })).toBe(false);
    expect(isMatch('title:sanctions', { title: 'A sanction' }, 'en')).toBe(true);
    expect(isMatch('häuser', { bodyText: 'Ein Haus, viele Häuser' }, 'de')).toBe(true);
  });

  test('is found by words in the first places of its text, and by single ones anywhere', () => {
    const bodyText = `${'filler '.repeat(20_000)} harbour wall`;
    expect(isMatch('wall', { bodyText })).toBe(true);
    expect(isMatch('"harbour wall"', { bodyText })).toBe(false);
  });
});

function noCopyright() {
  return { ...{ holder: null, year: null, notice: null, license: null }, ...articleContent().copyright };
}
