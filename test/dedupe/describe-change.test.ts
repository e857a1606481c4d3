import { describe, expect, test } from 'vitest';
import { describeChange } from '../../src/dedupe/describe-change.ts';
import { readableField } from '../../src/dedupe/readable-field.ts';
import { articleContent } from '../support/articles.ts';

describe('a change of an article', () => {
  test('is told field by field, by words', () => {
    const person = { role: null, email: null, url: null, handle: null, affiliation: null };
    const before = articleContent({ authors: [{ name: 'Ada Quill Staff', ...person }], tags: ['a', 'b'] });
    const after = articleContent({ authors: [{ name: 'Ada Quill', ...person }], tags: ['a'] });
    const { fields } = describeChange({ content: before, removed: [] }, { content: after, removed: [] }, [
      'authors',
      'tags',
    ]);
    expect(fields).toEqual([
      {
        field: 'authors',
        parts: [
          { kind: 'same', text: 'Ada Quill' },
          { kind: 'removed', text: ' Staff' },
        ],
      },
      {
        field: 'tags',
        parts: [
          { kind: 'same', text: 'a' },
          { kind: 'removed', text: '\nb' },
        ],
      },
    ]);
  });

  test('tells what is taken away anew and what no longer, whichever rule takes it', () => {
    const content = articleContent();
    const removal = (rule: string, text: string) => ({ rule, text });
    const before = { content, removed: [removal('teaser', 'Read more'), removal('byline', 'By Ada')] };
    const after = { content, removed: [removal('related-link', 'Read more'), removal('notice', 'Sign up')] };
    expect(describeChange(before, after, [])).toEqual({
      fields: [],
      removedAnew: [{ rule: 'notice', text: 'Sign up' }],
      noLongerRemoved: [{ rule: 'byline', text: 'By Ada' }],
    });
  });

  test('shows of a body that differs as text not the HTML as well', () => {
    const made = { content: articleContent(), removed: [] };
    const changed = describeChange(made, made, ['bodyHtml', 'bodyText']).fields.map(({ field }) => field);
    expect(changed).toEqual(['bodyText']);
    expect(describeChange(made, made, ['bodyHtml']).fields.map(({ field }) => field)).toEqual(['bodyHtml']);
  });
});

test('what a field does not say is left out of its text', () => {
  const copyright = { holder: 'Harbour Post', year: 2026, notice: null, license: null };
  expect(readableField(copyright)).toBe('holder: Harbour Post, year: 2026');
  expect(readableField(null)).toBe('');
});
