import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stores, type TestStore } from '../support/store.ts';
import { runInProcess } from './run-command.ts';

const size = 10_000;
/** Every hundredth entry is faulty, each in its turn of three ways. */
const faults = [
  () => '<outline type="rss" text="Nowhere" htmlUrl="https://nowhere.example/"/>',
  () => '<outline type="rss" text="Bad" xmlUrl="ftp://bad.example/feed"/>',
  () => '<outline type="rss" text="Twice" xmlUrl="HTTPS://O1.example/feed"/>',
];

function entry(n: number): string {
  const fault = n % 100 === 50 ? faults[Math.floor(n / 100) % faults.length] : undefined;
  return fault?.() ?? `<outline type="rss" text="Outlet ${n}" xmlUrl="https://o${n}.example/feed"/>`;
}

const folders = Array.from({ length: size / 100 }, (_, folder) => {
  const entries = Array.from({ length: 100 }, (_, n) => entry(folder * 100 + n));
  return `<outline text="Section ${folder}">\n${entries.join('\n')}\n</outline>`;
});
const stdin = `<opml version="2.0"><body>\n${folders.join('\n')}\n</body></opml>`;

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`OPML of 10,000 entries, on the ${name}`, () => {
    let store: TestStore;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store?.close());

    const run = async () => {
      const { code, stdout } = await runInProcess(['feeds', 'import', '-', '--json'], {
        stdin,
        databaseUrl: store.databaseUrl,
      });
      return { code, report: JSON.parse(stdout) };
    };

    test('is imported but for its faulty entries, of which each is told', async () => {
      const { code, report } = await run();
      expect(code).toBe(0);
      expect(report).toMatchObject({ added: 9900, present: 0, known: [] });
      expect(report.rejected).toHaveLength(67);
      expect(report.rejected[0]).toEqual({
        number: 51,
        line: 53,
        url: null,
        code: 'no-url',
        reason:
          'it has no xmlUrl; look for the feeds of its site with: wiredesk feeds add https://nowhere.example/',
      });
      expect(report.rejected[1]).toMatchObject({ number: 151, line: 155, code: 'bad-url' });
      expect(report.duplicates).toHaveLength(33);
      expect(report.duplicates[0]).toMatchObject({ number: 251, reason: 'its url stands on line 4 already' });
      const { rows } = await store.pool.query(
        'select count(*)::integer as feeds, count(distinct section)::integer as sections from feeds',
      );
      expect(rows).toEqual([{ feeds: 9900, sections: 100 }]);
    });

    test('is known the second time', async () => {
      const { report } = await run();
      expect(report).toMatchObject({ added: 0, present: 9900 });
      expect(report.known).toHaveLength(9900);
      expect(report.known[1]).toEqual({ number: 2, line: 4, url: 'https://o1.example/feed' });
    });
  });
}
