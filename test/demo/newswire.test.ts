import Parser from 'rss-parser';
import { afterEach, describe, expect, test } from 'vitest';
import { type Newswire, type NewswireOptions, startNewswire } from '../../demo/newswire.ts';

const start = new Date('2026-03-02T09:00:00Z');
const running: Newswire[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((newswire) => newswire.close()));
});

/** A newswire whose clock stands still until it is moved. */
async function newswireWithClock(options: Partial<NewswireOptions> = {}) {
  const clock = { seconds: 0 };
  const newswire = await startNewswire({
    now: () => new Date(start.getTime() + clock.seconds * 1000),
    ...options,
  });
  running.push(newswire);
  const get = (key: string, headers: Record<string, string> = {}) => {
    const feed = newswire.feeds.find((candidate) => candidate.key === key);
    if (feed === undefined) throw new Error(`no feed ${key}`);
    return fetch(feed.url, { headers, redirect: 'manual' });
  };
  return { clock, newswire, get };
}

interface Item {
  id: string;
  title: string;
  body: string;
  updated: string;
}

/** The items of an RSS 2.0 feed as renderRss2 writes them. */
function itemsOf(rss: string): Item[] {
  const between = (text: string, from: string, to: string) => text.split(from, 2)[1]?.split(to, 1)[0] ?? '';
  return rss
    .split('<item>')
    .slice(1)
    .map((item) => ({
      id: between(item, '<guid isPermaLink="false">', '</guid>'),
      title: between(item, '<title>', '</title>'),
      body: between(item, '<content:encoded><![CDATA[', ']]>'),
      updated: between(item, '<atom:updated>', '</atom:updated>'),
    }));
}

function idsOf(rss: string): string[] {
  return itemsOf(rss).map(({ id }) => id);
}

/** Looks at the feed every two seconds of the newswire's clock, from second 0 to `until`. */
async function watch(
  wire: Awaited<ReturnType<typeof newswireWithClock>>,
  key: string,
  until: number,
): Promise<Item[][]> {
  const seen: Item[][] = [];
  for (wire.clock.seconds = 0; wire.clock.seconds <= until; wire.clock.seconds += 2) {
    seen.push(itemsOf(await (await wire.get(key)).text()));
  }
  return seen;
}

interface Correction {
  before: Item;
  after: Item;
  delaySeconds: number;
}

/** The items that came while `watch` looked, and got an editor's note while it looked. */
function correctionsIn(seen: Item[][]): Correction[] {
  const hasNote = ({ body }: Item) => body.includes('Editor’s note');
  const [atStart = [], ...later] = seen;
  const known = new Set(atStart.map(({ id }) => id));
  return later
    .flat()
    .filter((item, index, all) => all.findIndex(({ id }) => id === item.id) === index && !known.has(item.id))
    .flatMap((before) => {
      const looks = seen.map((items) => items.find(({ id }) => id === before.id));
      const noted = looks.findIndex((item) => item !== undefined && hasNote(item));
      const after = looks[noted];
      return after === undefined
        ? []
        : [{ before, after, delaySeconds: 2 * (noted - looks.indexOf(before)) }];
    });
}

describe('the feeds', () => {
  test.each([
    ['meridian-press', 'application/rss+xml', '<content:encoded>'],
    ['lowland-gazette', 'text/xml', '<rss version="0.91">'],
    ['heraldo-costaverde', 'application/rdf+xml', '<rdf:RDF'],
    [
      'coastal-ledger',
      'application/atom+xml',
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">',
    ],
    ['kirihama-shimbun', 'application/atom+xml', '<content type="html">'],
    ['northgate-times', 'application/feed+json', '"version":"https://jsonfeed.org/version/1.1"'],
    ['haichuan-daily', 'application/rss+xml', '海川日报'],
  ])('%s is served as %s', async (key, mediaType, mark) => {
    const { clock, get } = await newswireWithClock();
    clock.seconds = 300;
    const answer = await get(key);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain(mediaType);
    expect(await answer.text()).toContain(mark);
  });

  test.each([
    ['altfeldener-bote', 'windows-1252', 'ü'],
    ['kurier-jezioranski', 'windows-1250', 'ż'],
  ])('%s is encoded in %s and loses no character', async (key, charset, letter) => {
    const { clock, get } = await newswireWithClock();
    clock.seconds = 600;
    const bytes = await (await get(key)).arrayBuffer();
    const document = new TextDecoder(charset).decode(bytes);
    expect(document).toContain(`encoding="${charset}"`);
    expect(document).toContain(letter);
    expect(
      document
        .replace('<?xml', '')
        .replace('?>', '')
        .replaceAll(/\?wt_mc/g, ''),
    ).not.toContain('?');
    expect(new TextDecoder().decode(bytes)).toContain('\ufffd');
  });

  test('every XML feed of a sound outlet is well-formed', async () => {
    const { clock, newswire } = await newswireWithClock();
    clock.seconds = 600;
    const misbehaving = ['tidewater-bulletin', 'granite-valley-news', 'summit-dispatch', 'lakeside-post'];
    for (const { key, url } of newswire.feeds.filter((feed) => !misbehaving.includes(feed.key))) {
      const answer = await fetch(url);
      const [, charset = ''] = (answer.headers.get('content-type') ?? '').split('charset=');
      const document = new TextDecoder(charset).decode(await answer.arrayBuffer());
      if (document.startsWith('{')) continue;
      const { items } = await new Parser().parseString(document);
      expect(items.length, key).toBeGreaterThan(5);
      expect(
        items.every(({ title, link }) => title && link),
        key,
      ).toBe(true);
    }
  });

  test('a reader that takes gzip gets it, another does not', async () => {
    const { get } = await newswireWithClock();
    const zipped = await get('harbor-courier', { 'accept-encoding': 'gzip' });
    const plain = await get('harbor-courier', { 'accept-encoding': 'identity' });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await zipped.text()).toBe(await plain.text());
  });

  test('a feed that moved answers 301 at its listed address', async () => {
    const { get, newswire } = await newswireWithClock();
    const answer = await get('courrier-de-valmerac');
    expect(answer.status).toBe(301);
    const there = await fetch(`${newswire.url}${answer.headers.get('location')}`);
    expect(await there.text()).toContain('<feed xmlns="http://www.w3.org/2005/Atom"');
  });

  test('an unknown path is 404 and a POST is 405', async () => {
    const { newswire } = await newswireWithClock();
    expect((await fetch(`${newswire.url}/nothing`)).status).toBe(404);
    expect((await fetch(`${newswire.url}/meridian-press/rss.xml`, { method: 'POST' })).status).toBe(405);
  });
});

describe('conditional requests', () => {
  test('a reader that has the feed is told 304, by ETag or by date, until something changes', async () => {
    const { clock, get } = await newswireWithClock();
    const first = await get('meridian-press');
    const byTag = { 'if-none-match': first.headers.get('etag') ?? '' };
    const byDate = { 'if-modified-since': first.headers.get('last-modified') ?? '' };
    expect((await get('meridian-press', byTag)).status).toBe(304);
    expect((await get('meridian-press', byDate)).status).toBe(304);
    clock.seconds = 90;
    expect((await get('meridian-press', byTag)).status).toBe(200);
    expect((await get('meridian-press', byDate)).status).toBe(200);
  });

  test('an ETag that no longer fits wins over a date that does', async () => {
    const { get } = await newswireWithClock();
    const { headers } = await get('meridian-press');
    const asked = { 'if-none-match': 'W/"old"', 'if-modified-since': headers.get('last-modified') ?? '' };
    expect((await get('meridian-press', asked)).status).toBe(200);
  });
});

describe('the news', () => {
  test('items come with the clock, newest first, and the oldest drop out after twenty', async () => {
    const { clock, get } = await newswireWithClock();
    const early = idsOf(await (await get('meridian-press')).text());
    clock.seconds = 60;
    const later = idsOf(await (await get('meridian-press')).text());
    expect(later.length).toBeGreaterThan(early.length);
    expect(later.slice(-early.length)).toEqual(early);
    clock.seconds = 1200;
    const late = idsOf(await (await get('meridian-press')).text());
    expect(late).toHaveLength(20);
    expect(late).not.toEqual(expect.arrayContaining(early));
  });

  test('the same seed and start give the same items, another seed others', async () => {
    const wires = await Promise.all([5, 5, 6].map((seed) => newswireWithClock({ seed })));
    const [one, same, other] = await Promise.all(
      wires.map(async ({ clock, get }) => {
        clock.seconds = 200;
        return itemsOf(await (await get('harbor-courier')).text());
      }),
    );
    expect(one?.length).toBeGreaterThan(3);
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
  });

  test('a later round tells the same text with other words', async () => {
    const { clock, get } = await newswireWithClock();
    const bodies = new Map<string, string>();
    for (const seconds of [100, 284, 468]) {
      clock.seconds = seconds;
      for (const { id, body } of itemsOf(await (await get('haichuan-daily')).text())) bodies.set(id, body);
    }
    expect(bodies.size).toBeGreaterThan(6);
    expect(new Set(bodies.values()).size).toBe(bodies.size);
  });

  test('four outlets carry a wire story with the same sentences as the agency', async () => {
    const { clock, get } = await newswireWithClock();
    clock.seconds = 120;
    const wire = itemsOf(await (await get('meridian-press')).text());
    const story = wire.find(
      ({ title, body }) => !title.startsWith('KILL') && !body.includes('Editor’s note'),
    );
    const sentence = story?.body.split('<p>')[3]?.split('</p>')[0] ?? '';
    expect(sentence.length).toBeGreaterThan(40);
    clock.seconds = 140;
    for (const key of ['harbor-courier', 'coastal-ledger', 'lowland-gazette']) {
      expect(await (await get(key)).text()).toContain(sentence);
    }
    const json = (await (await get('northgate-times')).json()) as { items: { content_html: string }[] };
    expect(json.items.some(({ content_html }) => content_html.includes(sentence))).toBe(true);
  });

  test('an item is corrected 20–40 s after it came: a note, another text and a later update', async () => {
    const wire = await newswireWithClock();
    const seen = await watch(wire, 'meridian-press', 200);
    const corrections = correctionsIn(seen);
    expect(corrections.length).toBeGreaterThan(0);
    for (const { before, after, delaySeconds } of corrections) {
      expect(after.updated > before.updated).toBe(true);
      const [lead, correctedLead] = [before, after].map(({ body }) => body.split('<p>')[2]);
      expect(correctedLead).not.toBe(lead);
      expect(delaySeconds).toBeGreaterThanOrEqual(18);
      expect(delaySeconds).toBeLessThanOrEqual(42);
    }
  });

  test('one story is killed: marked at the agency, gone from an outlet that carried it', async () => {
    const wire = await newswireWithClock();
    const agency = await watch(wire, 'meridian-press', 180);
    const carrier = await watch(wire, 'harbor-courier', 180);
    const killed = agency.at(-1)?.find(({ title }) => title.startsWith('KILL: '));
    const headline = killed?.title.replace('KILL: ', '') ?? 'none';
    expect(
      agency.some((items) => items.some(({ id, title }) => id === killed?.id && title === headline)),
    ).toBe(true);
    expect(carrier.some((items) => items.some(({ title }) => title === headline))).toBe(true);
    expect(carrier.at(-1)?.some(({ title }) => title === headline)).toBe(false);
  });
});

test('refuses a pace at which time would stand still', async () => {
  await expect(startNewswire({ now: () => start, paceMs: 0 })).rejects.toThrow(RangeError);
});

describe('misbehaving outlets', () => {
  test('one sends cut-off XML with entries, then a whole feed, then a page of HTML', async () => {
    const { clock, get } = await newswireWithClock();
    clock.seconds = 610;
    const cut = await (await get('tidewater-bulletin')).text();
    expect(cut).toContain('<item>');
    expect(cut).not.toContain('</rss>');
    clock.seconds = 625;
    const whole = await get('tidewater-bulletin');
    expect(await whole.text()).toContain('</rss>');
    clock.seconds = 640;
    const page = await get('tidewater-bulletin');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
  });

  test('one answers 429 for a while and says when to come again', async () => {
    const { clock, get } = await newswireWithClock();
    clock.seconds = 33;
    const refused = await get('summit-dispatch');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('7');
    clock.seconds = 40;
    expect((await get('summit-dispatch')).status).toBe(200);
  });

  test('one fails with 500 for a while', async () => {
    const { clock, get } = await newswireWithClock();
    clock.seconds = 20;
    expect((await get('lakeside-post')).status).toBe(500);
    clock.seconds = 30;
    expect((await get('lakeside-post')).status).toBe(200);
  });

  test('one takes two seconds and more to answer, and closing does not wait for it', async () => {
    const { newswire, get } = await newswireWithClock();
    const outcome = get('granite-valley-news').then(
      () => 'answered',
      () => 'cut off',
    );
    await fetch(`${newswire.url}/meridian-press/rss.xml`);
    await newswire.close();
    expect(await outcome).toBe('cut off');
  });
});
