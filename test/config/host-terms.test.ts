import { expect, test } from 'vitest';
import { isHostTerms, parseHostTerms } from '../../src/config/host-terms.ts';

test.each([
  ['feeds.example spacingMs=200', { host: 'feeds.example', spacingMs: 200 }],
  ['Feeds.Example:8443 perHost=16 shared', { host: 'feeds.example:8443', perHost: 16, isShared: true }],
  ['feeds.example:443 shared', { host: 'feeds.example', isShared: true }],
  ['  10.0.0.7   spacingMs=0 ', { host: '10.0.0.7', spacingMs: 0 }],
  ['[::1]:8080 perHost=1', { host: '[::1]:8080', perHost: 1 }],
])('"%s" says how a host is asked', (entry, terms) => {
  expect(parseHostTerms(entry)).toEqual({ spacingMs: null, perHost: null, isShared: false, ...terms });
});

test.each([
  '',
  'feeds.example',
  'shared',
  'feeds.example/path shared',
  'me@feeds.example shared',
  'feeds.example spacingMs=-1',
  'feeds.example spacingMs=9999999',
  'feeds.example perHost=0',
  'feeds.example perHost',
  'feeds.example shared=1',
  'feeds.example quickly',
])('"%s" says nothing of the kind', (entry) => {
  expect(isHostTerms(entry)).toBe(false);
});
