import { describe, expect, test } from 'vitest';
import { rules } from './normalizing.ts';
import { bookOf } from './operator/ruling.ts';

const feed = (outlet: string | null, own: Record<string, unknown> | null = null) => ({
  id: '7',
  outlet,
  rules: own,
});

describe('the rules for an article', () => {
  const book = bookOf({
    'sites/a.yaml': { hosts: ['example.com'], remove: ['.site'], set: { section: 'Site', agency: 'AP' } },
    'sites/b.yaml': { hosts: ['sport.example.com'], remove: ['.sport'], set: { section: 'Sport' } },
    'sites/c.yaml': { outlets: ['Harbour Post'], body: ['.outlet'], set: { section: 'Outlet' } },
    'sites/d.yaml': { hosts: ['bücher.example'], remove: ['.books'], sections: { en: ['Book table'] } },
  });
  test('go over those of the whole domain where they are for its subdomains alone', () => {
    const starred = bookOf({
      'sites/a.yaml': { hosts: ['*.example.com'], set: { section: 'Below' } },
      'sites/b.yaml': { hosts: ['example.com'], set: { section: 'All' } },
    });
    const section = (url: string) => starred.rulesFor(null, url).operator.set.get('section')?.value;
    expect(section('https://www.example.com/')).toBe('All');
    expect(section('https://news.example.com/')).toBe('Below');
  });

  const removes = (url: string | null, of = feed(null)) =>
    book.rulesFor(of, url).operator.remove.map(({ rule }) => rule);

  test('are those of its host, whatever its subdomain, those of a subdomain before those of its domain', () => {
    expect(removes('https://www.example.com/a')).toEqual(['remove .site']);
    expect(removes('https://m.sport.example.com/a')).toEqual(['remove .sport', 'remove .site']);
    expect(removes('https://notexample.com/a')).toEqual([]);
    expect(removes('https://example.com.evil.test/a')).toEqual([]);
    expect(removes('https://xn--bcher-kva.example/a')).toEqual(['remove .books']);
    expect(removes('no address')).toEqual([]);
  });

  test('of the outlet go over those of the site, and those of the feed over both', () => {
    const url = 'https://sport.example.com/a';
    const own = feed('harbour post', { set: { section: 'Feed' }, body: ['.feed'] });
    expect(book.rulesFor(feed(null), url).operator.set.get('section')?.value).toBe('Sport');
    expect(book.rulesFor(feed('Harbour Post'), url).operator.set.get('section')?.value).toBe('Outlet');
    const all = book.rulesFor(own, url).operator;
    expect(all.set.get('section')?.value).toBe('Feed');
    expect(all.set.get('agency')?.value).toBe('AP');
    expect(all.body.map(({ place }) => place)).toEqual(['feed 7 body[0]', 'sites/c.yaml:body.0']);
  });

  test('add their words to those of config/rules', () => {
    expect(book.rulesFor(null, 'https://bücher.example/').sections.has('book table')).toBe(true);
    expect(rules.sections.has('book table')).toBe(false);
  });

  test('are the common ones, made once, where nobody wrote any', () => {
    expect(book.rulesFor(feed('Other'), 'https://other.test/')).toBe(rules);
    expect(book.rulesFor(null, null)).toBe(rules);
  });

  test('are made once for many articles', () => {
    const own = feed(null, { set: { section: 'Feed' } });
    expect(book.rulesFor(own, 'https://example.com/a')).toBe(book.rulesFor(own, 'https://example.com/b'));
    expect(book.rulesFor(feed(null), 'https://example.com/a')).toBe(
      book.rulesFor(feed(null), 'https://example.com/b'),
    );
  });
});
