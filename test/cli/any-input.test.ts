import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runInProcess } from './run-command.ts';

const rss = readFileSync(new URL('./fixtures/harbour.rss', import.meta.url));
const page = readFileSync(new URL('./fixtures/ferry-page.html', import.meta.url));

/** Random bytes, text that is nearly right, and good documents with bytes of them changed. */
const anyInput = fc.oneof(
  fc.uint8Array({ maxLength: 500 }),
  fc.string({ unit: 'binary', maxLength: 300 }).map((text) => Buffer.from(text)),
  fc
    .array(
      fc.constantFrom(
        '<rss>',
        '<item>',
        '<![CDATA[',
        ']]>',
        '{"items":[',
        '<p',
        '&#x',
        '\0',
        'By ',
        '\u001f\u008b',
        '\n',
      ),
    )
    .map((parts) => Buffer.from(parts.join(''))),
  fc.constantFrom(rss, page).chain((document) =>
    fc
      .array(fc.tuple(fc.nat(document.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
      .map((changes) => {
        const bytes = Buffer.from(document);
        for (const [position, byte] of changes) bytes[position] = byte;
        return bytes;
      }),
  ),
);

test.each(['parse', 'normalize'])('%s - takes any bytes, or refuses them in one line', async (verb) => {
  await fc.assert(
    fc.asyncProperty(anyInput, async (stdin) => {
      const { code, stdout, stderr } = await runInProcess([verb, '-'], { stdin });
      if (code === 0) expect(typeof JSON.parse(stdout)).toBe('object');
      else
        expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 2, stdout: '', lines: 2 });
      expect(stderr).not.toMatch(/\n\s+at /);
    }),
    { numRuns: 150 },
  );
});
