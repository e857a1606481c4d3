import { expect, test } from 'vitest';
import { compileRules, normalizeRulesSchema } from '../../src/normalize/rules.ts';
import { rules } from './normalizing.ts';

const config = {
  byline: {
    leads: { en: ['by', 'By the pen of'] },
    joiners: { en: ['and', 'And'] },
    credits: { writer: {}, contributor: {}, editor: {}, photographer: {}, translator: {} },
    works: {},
    places: {},
    employers: {},
    roles: {},
    jobs: { photographer: [], translator: [], writer: [] },
    qualifiers: [],
    honorifics: [],
    titles: [],
    suffixes: [],
    degrees: [],
    notes: {},
    particles: [],
    notNames: [],
    noReply: [],
  },
  copyright: { openers: {}, reserved: {}, licenses: {}, licenseOpeners: {}, notHolders: [] },
  agency: { before: {}, after: {} },
  boilerplate: {
    teasers: {},
    appeals: {},
    advertisements: {},
    shares: {},
    shareFillers: [],
    footers: {},
    credits: [],
    corrections: {},
    notes: {},
    labels: {
      ...{ title: [], subtitle: [], section: [], byline: [], date: [] },
      ...{ dateline: [], agency: [], copyright: [], tags: [], none: [] },
    },
  },
  sections: { en: ['Sea'] },
  organizations: { agencies: ['Reuters'], words: [], surnames: [], endings: [] },
  names: { given: [], surnames: {} },
  places: { names: [] },
  embeds: { hosts: [] },
  tracking: { names: ['FBCLID'], prefixes: [] },
  page: {
    furniture: [],
    captions: [],
    content: [],
    author: [],
    date: [],
    notWriters: [],
    notNames: ['Login'],
    embeds: [],
    alone: {},
    openings: {},
    endings: {},
  },
  teasers: {
    readMore: { en: ['Read more'] },
    alerts: {},
    walls: { robotCheck: {}, scripts: {}, notFound: {}, consent: {}, login: {}, paywall: {} },
    addresses: { robotCheck: [], notFound: [], consent: [], login: [], paywall: [] },
  },
};

test('rules are looked up in lower case, the longest leading word first', () => {
  const compiled = compileRules(normalizeRulesSchema.parse(config));
  expect(compiled.byline.credits.get('by')?.map(({ tokens }) => tokens)).toEqual([
    ['by', 'the', 'pen', 'of'],
    ['by'],
  ]);
  expect(compiled.sections.has('sea')).toBe(true);
  expect(compiled.agencies.get('reuters')).toBe('Reuters');
  expect(compiled.tracking.names.has('fbclid')).toBe(true);
  expect(compiled.page.notNames.has('login')).toBe(true);
});

test('joiners keep their case, so that a name is not cut in two', () => {
  expect(rules.byline.joiners.has('e')).toBe(true);
  expect(rules.byline.joiners.has('E')).toBe(false);
});

test('a misspelled key is refused', () => {
  expect(normalizeRulesSchema.safeParse({ ...config, trackign: {} }).success).toBe(false);
});
