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
    ['© 2019–24 Example News', 'Example News', 2024],
    ['2026 © Example News', 'Example News', 2026],
    [
      'Copyright 2026 The Example Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.',
      'The Example Press',
      2026,
    ],
    ['© Example News, Inc. 2026', 'Example News, Inc.', 2026],
    ['© ex-infocom, dpa:260103-99-123456/3', 'ex-infocom', null],
    ['(© Example News)', 'Example News', null],
    ['<저작권자(c) 예시뉴스, 무단 전재-재배포 금지>', '예시뉴스', null],
    ['Example News. Tous droits réservés.', 'Example News', null],
    ['© Пример, 2026. Все права защищены.', 'Пример', 2026],
    ['Todos los derechos reservados Diario Ejemplo', 'Diario Ejemplo', null],
    ['©例子报 未经授权不得转载', '例子报', null],
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
    'Copyright lawyers met in Lima',
    'The old ferry, © the sea, sank.',
    'All rights reserved for the ferry line were sold to a man from Port Ellery, who has never been seen there since, the council said, and will not be',
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

describe('a license', () => {
  test.each([
    [
      'This work is licensed under a Creative Commons Attribution-NonCommercial 4.0 International License.',
      'CC BY-NC 4.0',
    ],
    [
      'This article is republished from The Example under a Creative Commons license. Read the original article.',
      'Creative Commons',
    ],
    ['Dieser Text steht unter der Lizenz Creative Commons Namensnennung 4.0', 'CC BY 4.0'],
    ['CC BY-NC-ND 3.0', 'CC BY-NC-ND 3.0'],
    ['Contains public sector information licensed under the Open Government Licence v3.0.', 'OGL 3.0'],
    ['This data is made available under the Open Database License (ODbL) v1.0', 'ODbL 1.0'],
    ['Creative Commons Attribution-ShareAlike 4.0', 'CC BY-SA 4.0'],
    ['License: public domain', 'Public Domain'],
  ])('%s: %s', (line, license) => {
    expect(isCopyrightLine(line, rules)).toBe(true);
    expect(readNotice(line, rules)).toEqual({ holder: null, year: null, notice: line, license });
  });

  test.each([
    'The council wants all its maps to be under a Creative Commons license by spring.',
    'License: the harbour master said that he would not give one',
  ])('%s is none', (line) => {
    expect(isCopyrightLine(line, rules)).toBe(false);
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
