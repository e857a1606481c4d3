import { expect, test } from 'vitest';
import { copySet } from '../../bench/copies/measure-copies.ts';
import { readNdjson, runInProcess } from './run-command.ts';

const toNdjson = (lines: object[]) => lines.map((line) => JSON.stringify(line)).join('\n');
const members = copySet(11, 4);

test('cluster names the story of each text in the order of the lines, and says why', async () => {
  const lines = members.map(({ id, title, text }) => ({ id, title, text }));
  const { code, stdout } = await runInProcess(['cluster', '-'], { stdin: toNdjson(lines) });
  const told = readNdjson(stdout);
  expect(code).toBe(0);
  expect(told.map(({ id }) => id)).toEqual(members.map(({ id }) => id));
  expect(Object.keys(told[0] ?? {})).toEqual(['id', 'story', 'reason']);
  for (const [report, ofReport] of Map.groupBy(told, ({ id }) => String(id).split('.')[0])) {
    const stories = new Set(ofReport.map(({ story }) => story));
    expect(stories.size, `report ${report}`).toBe(1);
    const [story] = stories;
    expect(told.find(({ id }) => id === story)?.['reason']).toMatch(/^leads 13 articles: /);
  }
  expect(told.find(({ id }) => id === '0.3')?.['reason']).toMatch(
    /^excerpt of 0.*: 100 % of it is there word for word$/,
  );
});

test('cluster leaves a text alone that no other has, and takes lines without text', async () => {
  const [one, other] = [members[0], members[13]];
  const stdin = toNdjson([
    { id: 1, title: one?.title, text: one?.text, publishedAt: '2026-03-01T08:00:00Z' },
    { id: 2, title: null, text: null },
    { id: 3, title: other?.title, text: other?.text, url: 'https://courier.example/3' },
  ]);
  const { code, stdout } = await runInProcess(['cluster', '-'], { stdin });
  const reason = 'alone: no other article has this text';
  expect(code).toBe(0);
  expect(readNdjson(stdout)).toEqual([1, 2, 3].map((id) => ({ id, story: id, reason })));
});

test.each([
  ['{"id":"a","text":"x"}\nno json', 'wiredesk: - line 2: it is no JSON\n'],
  ['{"text":"x"}', 'wiredesk: - line 1: id must be a string or a number\n'],
  ['{"id":"a","text":7}', 'wiredesk: - line 1: text must be a string\n'],
])('cluster refuses %j in one line', async (stdin, message) => {
  const { code, stdout, stderr } = await runInProcess(['cluster', '-'], { stdin });
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: message });
});
