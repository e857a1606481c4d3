import { describe, expect, test } from 'vitest';
import { datelineIn } from '../../src/normalize/dateline-text.ts';
import { normalizing, rules } from './normalizing.ts';

const story =
  'The ferries to the islands stayed in port on Friday, and the mail went by air, the post office said.';

function read(line: string) {
  const found = datelineIn(line, rules);
  return (
    found && { place: found.place, date: found.date, agency: found.agency, rest: line.slice(found.length) }
  );
}

describe('a dateline', () => {
  test.each([
    ['BEIJING (AP) — ', 'Beijing', null, 'AP'],
    ['PARIS, Nov 3 (Reuters) - ', 'Paris', 'Nov 3', 'Reuters'],
    ['Berlin (dpa) – ', 'Berlin', null, 'dpa'],
    ['Berlin/Brüssel (dpa/epd) - ', 'Berlin/Brüssel', null, 'dpa'],
    ['WASHINGTON — ', 'Washington', null, null],
    ['NEW YORK (Bloomberg) -- ', 'New York', null, 'Bloomberg'],
    ['PORT ELLERY, Colo. (AP) — ', 'Port Ellery, Colo.', null, 'AP'],
    ['PORT ELLERY — ', 'Port Ellery', null, null],
    ['LONDON, 3 November 2026 (Xinhua) -- ', 'London', '3 November 2026', 'Xinhua'],
    ['LONDON, Nov. 3, 2026 /PRNewswire/ -- ', 'London', 'Nov. 3, 2026', 'PRNewswire'],
    ['Moscow, November 3 – ', 'Moscow', 'November 3', null],
    ['MADRID, 3 nov (EFE).- ', 'Madrid', '3 nov', 'EFE'],
    ['(ANSA) - ROMA, 03 NOV - ', 'Roma', '03 NOV', 'ANSA'],
    ['BRUXELLES (Belga) ', 'Bruxelles', null, 'Belga'],
    ['ANKARA (AA) - ', 'Ankara', null, 'AA'],
    ['МОСКВА, 3 ноября. /ТАСС/. ', 'Москва', '3 ноября', 'ТАСС'],
    ['КИЕВ, 3 ноября — РИА Новости. ', 'Киев', '3 ноября', 'РИА Новости'],
    ['القاهرة (رويترز) - ', 'القاهرة', null, 'رويترز'],
    ['【北京】', '北京', null, null],
    ['【ワシントン共同】', 'ワシントン', null, '共同'],
    ['［ワシントン ３日 ロイター］ - ', 'ワシントン', '３日', 'ロイター'],
    ['新华社北京11月3日电 ', '北京', '11月3日', '新华社'],
    ['新华社北京11月3日电（记者王小明）', '北京', '11月3日', '新华社'],
    ['(서울=연합뉴스) 홍길동 기자 = ', '서울', null, '연합뉴스'],
  ])('%s', (line, place, date, agency) => {
    expect(read(`${line}${story}`)).toEqual({ place, date, agency, rest: story });
  });

  test.each([
    'BREAKING — The ferries stay in port.',
    'Jane Doe (Labour) – who sits for the islands – said no.',
    'NASA — the agency that flies to the moon — said no.',
    'The boat (AP 7) – a ferry – left.',
    'LIVE UPDATES — the storm',
    'He said – and meant it – that no boat would sail.',
    'UPDATE - The ferries sail again.',
    'Ferries (Port Ellery) - ten boats sail.',
    '【独家】渡轮停航',
    'Mayor Jane Doe — who runs the port — said no.',
    '10 — the number of boats',
    '— He said.',
  ])('%s has none', (line) => {
    expect(read(line)).toBeNull();
  });
});

describe('the dateline of an article', () => {
  test('goes from the first paragraph into fields of its own', () => {
    const article = normalizing(
      'html',
      `<p>By Jane Doe</p><p><b>PARIS, Nov 3</b> (Reuters) - ${story}</p><p>${story}</p>`,
    );
    expect(article.content).toMatchObject({
      dateline: { place: 'Paris', date: 'Nov 3' },
      agency: 'Reuters',
      bodyHtml: `<p>${story}</p><p>${story}</p>`,
      bodyText: `${story}\n\n${story}`,
    });
    expect(article.removed).toContainEqual({ rule: 'dateline', text: 'PARIS, Nov 3 (Reuters) -', line: 2 });
  });

  test('names the reporter where no byline does', () => {
    const article = normalizing(
      'text',
      `渡轮今日停航\n\n新华社北京11月3日电（记者王小明）渡轮今日停航，邮件改由飞机运送，邮局周五表示。`,
    );
    expect(article.content).toMatchObject({ agency: '新华社', authors: [{ name: '王小明' }] });
    expect(article.content.bodyText).toBe('渡轮今日停航，邮件改由飞机运送，邮局周五表示。');
  });

  test('is only looked for at the top', () => {
    const { content } = normalizing('text', `${story}\n\nBEIJING (AP) — ${story}`);
    expect(content).toMatchObject({ dateline: null, bodyText: `${story}\n\nBEIJING (AP) — ${story}` });
  });
});
