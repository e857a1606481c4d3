import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runInProcess, type Surroundings } from './run-command.ts';

const wireCopy = `Harbour
Ferry sails again
By Ada Quill
Copyright Courier
Ferry sails again

PORT ELLERY (Courier) - The ferry between the two harbours sails again from Monday, the operator said on Friday.

Correction: An earlier version named another harbour.
`;

/** Runs a command beside a file that holds the body. */
function normalizing(body: string, argv: string[], surroundings: Surroundings = {}) {
  const cwd = mkdtempSync(join(tmpdir(), 'wiredesk-margins-'));
  writeFileSync(join(cwd, 'article'), body);
  return runInProcess(['normalize', 'article', ...argv], { cwd, ...surroundings });
}

describe('the margins of an article', () => {
  test('say which step did what with each line, in the order of the input', async () => {
    const { stdout } = await normalizing(wireCopy, ['--margins']);
    expect(stdout).toMatchInlineSnapshot(`
      "         title │ Ferry sails again
             section │ Harbour
             authors │ Ada Quill
              byline │ By Ada Quill
              agency │ Courier
           copyright │ holder Courier; notice Copyright Courier
            dateline │ Port Ellery
            language │ en

         - section 1 │ Harbour
        - headline 2 │ Ferry sails again
          - byline 3 │ By Ada Quill
       - copyright 4 │ Copyright Courier
        - headline 5 │ Ferry sails again
        - dateline 6 │ PORT ELLERY (Courier) -
                   6 │ The ferry between the two harbours sails again from Monday, the operator said on
                     │ Friday.
      * correction 7 │ Correction: An earlier version named another harbour.
      "
    `);
  });

  test('show sources of a page, rules of an operator with their place, and what stood around the text', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'wiredesk-margins-'));
    writeFileSync(join(cwd, 'rules.yaml'), 'remove:\n  - .share\n');
    const page = `<html><head><meta property="og:title" content="Ferry sails again"></head><body><nav>Home Sport Weather</nav>
      <article><h1>Ferry sails again</h1><p>The ferry between the two harbours sails again from Monday, the operator said.</p>
      <p class="share">Send to a friend</p><p>Passengers had to take the bus for six weeks while the stage was repaired.</p>
      </article></body></html>`;
    writeFileSync(join(cwd, 'page.html'), page);
    const argv = ['normalize', 'page.html', '--type', 'page', '--rules', 'rules.yaml', '--margins'];
    const { stdout } = await runInProcess(argv, { cwd });
    expect(stdout).toMatchInlineSnapshot(`
      "                   title, h1 │ Ferry sails again
                          language │ en

                      - headline 1 │ Ferry sails again
                                 2 │ The ferry between the two harbours sails again from Monday, the
                                   │ operator said.
                                 3 │ Passengers had to take the bus for six weeks while the stage was
                                   │ repaired.

      - remove .share rules.yaml:2 │ Send to a friend
                       - furniture │ Home Sport Weather
      "
    `);
  });

  test('are what --explain prints on a terminal; programs and --json get JSON', async () => {
    const terminal = await normalizing(wireCopy, ['--explain'], { isTTY: true });
    const margins = await normalizing(wireCopy, ['--margins']);
    expect(terminal.stdout).toBe(margins.stdout);
    for (const run of [
      await normalizing(wireCopy, ['--explain']),
      await normalizing(wireCopy, ['--explain', '--json'], { isTTY: true }),
    ])
      expect(JSON.parse(run.stdout).removed).toHaveLength(6);
  });

  test('hand no control character of an article on to the terminal', async () => {
    const { stdout } = await normalizing('<p>The tide &#27;[31mturned\u009b0m on Friday.</p>', ['--margins']);
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
    expect(stdout).toContain('turned');
  });

  test('keep words of any script within the width', async () => {
    const { stdout } = await normalizing(`潮水\n\n${'周五潮水终于退去了，灯塔看守人说。'.repeat(12)}\n`, [
      '--margins',
    ]);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(70);
  });

  test.each([
    [['other', '--margins'], 'use --margins with one input only'],
    [['--margins', '--json'], 'use either --margins or a format for programs, not both'],
    [['--margins', '--format', 'ninjs'], 'use either --margins or a format for programs, not both'],
  ])('are refused with %j', async (argv, message) => {
    const { code, stdout, stderr } = await normalizing(wireCopy, argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
