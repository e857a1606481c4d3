import { expect, test } from 'vitest';
import { isKillNotice } from '../../src/dedupe/kill-notice.ts';

test.each([
  'KILL: Ferry sails again',
  'MEDIA KILL - Ferry sails again',
  'STORY WITHDRAWN: Ferry sails again',
  'WITHDRAWN - Ferry sails again',
  'ADVISORY: KILL NOTICE ferry',
  'ACHTUNG: ZURÜCKGEZOGEN - Fähre fährt wieder',
  '【撤稿】渡轮复航',
])('%s withdraws a report', (title) => {
  expect(isKillNotice(title)).toBe(true);
});

test.each([
  'Kill Bill returns to cinemas',
  'KILLERS AT LARGE',
  'Withdrawal of troops begins',
  'Retraction: how science corrects itself',
  'Storm kills two',
  'Ferry sails again',
  null,
])('%s does not', (title) => {
  expect(isKillNotice(title)).toBe(false);
});
