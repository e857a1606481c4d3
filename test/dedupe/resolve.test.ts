import { describe, expect, test } from 'vitest';
import { type Candidate, resolveArticles } from '../../src/dedupe/resolve.ts';
import { type Identity, identityName } from '../../src/domain/identity.ts';
import { articleContent } from '../support/articles.ts';

const item = (name: string): Identity => ({ kind: 'item', hash: Buffer.from(name) });
const url = (name: string): Identity => ({ kind: 'url', hash: Buffer.from(name) });
const link = (name: string): Identity => ({ kind: 'link', hash: Buffer.from(name) });
const text = (name: string): Identity => ({ kind: 'text', hash: Buffer.from(name) });

function candidate(articleId: string, identities: Identity[]): Candidate {
  return {
    articleId,
    identities,
    itemId: articleId,
    itemKey: articleId,
    feedId: '1',
    seenAt: new Date(0),
    content: articleContent(),
    removed: [],
  };
}

function owners(...entries: [Identity, string][]): Map<string, string> {
  return new Map(entries.map(([identity, articleId]) => [identityName(identity), articleId]));
}

function resolve(candidates: Candidate[], known: Map<string, string>) {
  return resolveArticles(candidates, known).map(({ articleId, matchedBy }) => [articleId, matchedBy]);
}

describe('an item', () => {
  test('that nothing matches brings a new article', () => {
    const one = candidate('9', [item('a'), url('u')]);
    expect(resolve([one], owners([item('a'), '9'], [url('u'), '9']))).toEqual([['9', 'new']]);
  });

  test('belongs to the article of its key, though its address and text point elsewhere', () => {
    const one = candidate('9', [item('a'), url('u'), text('t')]);
    const known = owners([item('a'), '1'], [url('u'), '2'], [text('t'), '3']);
    expect(resolve([one], known)).toEqual([['1', 'item']]);
  });

  test('belongs to the article of its address rather than to that of its text', () => {
    const one = candidate('9', [item('a'), url('u'), text('t')]);
    const known = owners([item('a'), '9'], [url('u'), '2'], [text('t'), '3']);
    expect(resolve([one], known)).toEqual([['2', 'url']]);
  });
});

describe('an item at an address where its feed has another item', () => {
  const one = candidate('9', [item('a'), link('u'), url('u'), text('t')]);

  test('brings an article of its own where its text is new', () => {
    const known = owners([item('a'), '9'], [link('u'), '1'], [url('u'), '1'], [text('t'), '9']);
    expect(resolve([one], known)).toEqual([['9', 'new']]);
  });

  test('belongs to the article of its text', () => {
    const known = owners([item('a'), '9'], [link('u'), '1'], [url('u'), '1'], [text('t'), '2']);
    expect(resolve([one], known)).toEqual([['2', 'text']]);
  });

  test('belongs to the article of the address while it is the first there', () => {
    const known = owners([item('a'), '9'], [link('u'), '9'], [url('u'), '1'], [text('t'), '9']);
    expect(resolve([one], known)).toEqual([['1', 'url']]);
  });
});

describe('two items of one batch', () => {
  test('with the same text are one article', () => {
    const first = candidate('8', [item('a'), text('t')]);
    const second = candidate('9', [item('b'), text('t')]);
    const known = owners([item('a'), '8'], [item('b'), '9'], [text('t'), '8']);
    expect(resolve([first, second], known)).toEqual([
      ['8', 'new'],
      ['8', 'text'],
    ]);
  });

  test('follow the first one to the article it turned out to be', () => {
    const first = candidate('8', [item('a'), url('u'), text('t')]);
    const second = candidate('9', [item('b'), text('t')]);
    const known = owners([item('a'), '8'], [url('u'), '1'], [text('t'), '8'], [item('b'), '9']);
    expect(resolve([first, second], known)).toEqual([
      ['1', 'url'],
      ['1', 'text'],
    ]);
  });
});
