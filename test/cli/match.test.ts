import { expect, test } from 'vitest';
import { runInProcess } from './run-command.ts';

const lines = [
  {
    id: 'a',
    title: 'Storm over Aldmere',
    bodyText: 'The harbour wall held.',
    authors: [{ name: 'Ida Quill' }],
  },
  {
    id: 2,
    title: 'Calm',
    text: 'Storms were forecast; the harbour waits.',
    authors: ['Tom Rask'],
    wordCount: 900,
  },
  { id: 'c', language: 'nl-BE', source: { outlet: 'The Courier' }, dateline: { place: 'PARIS' } },
];
const stdin = lines.map((line) => JSON.stringify(line)).join('\n');

test.each([
  [['storm'], 'a\n'],
  [['storms', '--stem', 'en'], 'a\n2\n'],
  [['harbour'], 'a\n2\n'],
  [['author:rask OR place:paris'], '2\nc\n'],
  [['words>:5 -words>:1000'], '2\n'],
  [['-harbour'], 'c\n'],
  [['outlet:courier lang:nl'], 'c\n'],
  [['volcano'], ''],
])('match %j prints the ids %j', async ([query = '', ...options], stdout) => {
  expect(await runInProcess(['match', query, '-', ...options], { stdin })).toEqual({
    code: 0,
    stdout,
    stderr: '',
  });
});

test.each([
  [
    ['storm AND (wall', '-'],
    'wiredesk: the query is wrong at character 11 ("(wall"): this ( is never closed\n',
  ],
  [['storm', '-', '--stem', 'xx'], 'wiredesk: words cannot be stemmed in "xx"; use da, de, '],
  [['storm', '-', '--stme', 'en'], "wiredesk: too many arguments for 'match'"],
])('match refuses %j in one line', async (argv, message) => {
  const { code, stdout, stderr } = await runInProcess(['match', ...argv], { stdin });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.startsWith(message)).toBe(true);
});

test.each([
  ['{"title":"a"}', 'wiredesk: - line 1: id must be a string or a number\n'],
  ['{"id":1,"tags":"a"}', 'wiredesk: - line 1: tags must be a list of strings\n'],
  ['{"id":1}\n[]', 'wiredesk: - line 2: it is no object with an id\n'],
])('match refuses the line %j', async (input, stderr) => {
  expect(await runInProcess(['match', 'a', '-'], { stdin: input })).toEqual({ code: 2, stdout: '', stderr });
});
