import { describe, expect, test } from 'vitest';
import { checkExamples } from '../../src/normalize/check-examples.ts';
import { createRuleBook } from '../../src/normalize/rule-book.ts';
import { feedRulesSchema } from '../../src/normalize/rules.ts';
import { readShippedRules } from './shipped-rules.ts';

const shipped = readShippedRules();
const feed = { id: '1', section: 'Port', language: null, outlet: null };
const signed = { byline: { leads: { de: ['gezeichnet:'] } } };
const html = '<p>Gezeichnet: Ada Quill</p><p>The ferry sails again, the company said on Monday.</p>';

function check(examples: unknown[], rules: object = signed) {
  return checkExamples({ ...feed, rules: { ...rules, examples } }, createRuleBook(shipped, []).rulesFor);
}

describe('examples of rules', () => {
  test('hold where the rules make of their input what they expect', () => {
    const example = {
      html,
      title: 'Ferry sails again',
      url: 'https://a.example/ferry',
      expect: {
        title: 'Ferry sails again',
        authors: ['Ada Quill'],
        byline: 'Gezeichnet: Ada Quill',
        section: 'Port',
        copyright: null,
        bodyText: 'The ferry sails again, the company said on Monday.\n',
      },
    };
    expect(check([example])).toEqual({ examples: 1, faults: [] });
  });

  test('name example, field, expected and got where they do not', () => {
    const examples = [
      { html, expect: { authors: ['Ada Quill'] } },
      { name: 'two writers', html, expect: { authors: ['Ada Quill', 'Ben Ink'], subtitle: null } },
    ];
    expect(check(examples, {}).faults).toEqual([
      { example: '1', field: 'authors', expected: ['Ada Quill'], got: [] },
      { example: 'two writers', field: 'authors', expected: ['Ada Quill', 'Ben Ink'], got: [] },
    ]);
  });

  test('compare of a map what they name', () => {
    const text =
      'Ferry sails again\n\nCopyright 2026 Harbour Post\n\nThe ferry sails again, they said on Monday.';
    expect(check([{ text, expect: { copyright: { year: 2026 } } }]).faults).toEqual([]);
    expect(check([{ text, expect: { copyright: { year: 2025 } } }]).faults).toMatchObject([
      { field: 'copyright' },
    ]);
  });

  test('tell of texts that were to be taken away and are not', () => {
    const body = '<p>The ferry sails again, they said on Monday.</p><p>Harbour desk</p>';
    const rules = { boilerplate: { advertisements: { en: ['harbour desk'] } } };
    const example = { html: body, expect: { removed: ['Harbour desk'] } };
    expect(check([example], rules).faults).toEqual([]);
    expect(check([example], {}).faults).toMatchObject([{ field: 'removed', expected: 'Harbour desk' }]);
  });

  test.each([
    ['no input', { expect: {} }],
    ['two inputs', { text: 'a', html: 'a', expect: {} }],
    ['an unknown field', { text: 'a', expect: { headline: 'a' } }],
  ])('are refused with %s', (_, example) => {
    expect(feedRulesSchema.safeParse({ examples: [example] }).success).toBe(false);
  });
});
