import { describe, expect, test } from 'vitest';
import { countWords } from '../../src/normalize/word-count.ts';
import { normalizing } from './normalizing.ts';

const german =
  'Der Hafenmeister sagte am Dienstag, dass die neue Fähre im Winter nicht fahren werde, weil die Gemeinde das Geld dafür nicht habe. Die Inselbewohner waren darüber nicht erfreut und wollen nun selbst ein Boot kaufen, wie der Bürgermeister erklärte.';

const languageOf = (text: string, language: string | null) =>
  normalizing('text', text, { language, title: 'x' }).content.language;

describe('the language', () => {
  test('is found where the feed claims none', () => {
    expect(languageOf(german, null)).toBe('de');
  });
  test('keeps the region of a claim that fits, in its usual spelling', () => {
    expect(languageOf(german, 'de_at')).toBe('de-AT');
  });
  test('is what a long text shows where the claim is wrong', () => {
    expect(languageOf(german, 'en-US')).toBe('de');
  });
  test('is what the feed claims where the text is short', () => {
    expect(languageOf('Der Hafen ist zu.', 'nl')).toBe('nl');
    expect(languageOf('Hm.', null)).toBeNull();
  });
  test('is what the feed claims where the detector does not know that language', () => {
    expect(languageOf(german, 'gsw-CH')).toBe('gsw-CH');
  });
  test('is not a claim that is no language tag', () => {
    expect(languageOf('Hm.', 'not a tag!')).toBeNull();
  });
});

describe('countWords', () => {
  test.each([
    ['', 0],
    ['one two  three', 3],
    ['well-known – it’s 4 p.m. | “yes”', 5],
    ['Über Ärger', 2],
    ['今天天气很好', 3],
    ['今天 is today', 3],
    ['ภาษาไทย', 2],
    ['한국어 단어', 2],
  ])('counts %s as %i', (text, words) => {
    expect(countWords(text)).toBe(words);
  });
});
