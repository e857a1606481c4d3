import { describe, expect, test } from 'vitest';
import { isCopyrightLine } from '../../src/normalize/copyright-line.ts';
import { readNotice } from '../../src/normalize/copyright-notice.ts';
import { normalizing, rules } from './normalizing.ts';

describe('a copyright line', () => {
  test.each([
    ['Copyright harbourpost', 'harbourpost', null],
    ['© 2026 Example News. All rights reserved.', 'Example News', 2026],
    ['(c) AP', 'AP', null],
    ['Copyright (c) 2024 The Example Ltd', 'The Example Ltd', 2024],
    ['Copyright © 2019-2024 by Example Inc.', 'Example Inc.', 2024],
    ['© Example News 2025', 'Example News', 2025],
    ['Alle Rechte vorbehalten', null, null],
    ['版权所有 例子报', '例子报', null],
  ])('%s: holder %s, year %s', (line, holder, year) => {
    expect(isCopyrightLine(line, rules)).toBe(true);
    expect(readNotice(line, rules)).toEqual({ holder, year, notice: line, license: null });
  });

  test.each([
    'Copyright law reform stalls again',
    'Copyright infringement cases rose',
    'Copyright is a right that the sea has never heard of, said the mate.',
    'Copyrighted songs',
    '(c) the third clause of the treaty',
    'He kept all rights to the boat.',
  ])('%s is none', (line) => {
    expect(isCopyrightLine(line, rules)).toBe(false);
  });

  test('holds a Creative Commons license by name or by address', () => {
    expect(readNotice('© 2026 Jane Doe, CC BY-SA 4.0', rules)).toMatchObject({
      year: 2026,
      license: 'CC BY-SA 4.0',
    });
    expect(readNotice('https://creativecommons.org/licenses/by/4.0/', rules)).toEqual({
      holder: null,
      year: null,
      notice: 'https://creativecommons.org/licenses/by/4.0/',
      license: 'https://creativecommons.org/licenses/by/4.0/',
    });
  });
});

describe('the copyright of an article', () => {
  const story = '<p>The tide came in and went out, and nobody in Port Ellery thought anything of it.</p>';

  test('is taken from the end of the body', () => {
    const { content } = normalizing('html', `${story}${story}<p>&copy; 2026 Example News</p>`);
    expect(content.copyright).toMatchObject({ holder: 'Example News', year: 2026 });
    expect(content.bodyText).not.toContain('©');
  });

  test('is what the feed says where the body says nothing', () => {
    const { content } = normalizing('html', story, { rights: 'Example News 2026' });
    expect(content.copyright).toEqual({
      holder: 'Example News',
      year: 2026,
      notice: 'Example News 2026',
      license: null,
    });
  });
});
