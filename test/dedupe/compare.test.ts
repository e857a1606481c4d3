import { describe, expect, test } from 'vitest';
import { compare } from '../../src/dedupe/compare.ts';
import { fingerprintOf } from '../../src/dedupe/fingerprint.ts';

const harbour = [
  'The ferry to the outer islands will sail again from Monday after engineers repaired the ramp that a storm tore loose in January.',
  'The harbour board said the work had cost twice what was planned, because divers found cracks below the waterline that no survey had shown.',
  '"We had the choice between a quick patch and a ramp that lasts," said Mira Solberg, who leads the board. "We took the second."',
  'Shopkeepers on the islands had asked for a replacement vessel, which the county refused to pay for while the inquiry was under way.',
  'Bookings open on Friday; residents with a pass are let on first, and lorries must wait until the second sailing of the day.',
];
const sameEvent = [
  'Islanders cheered on the quay when the first lorry rolled over the mended ramp, seven weeks after gales had cut them off.',
  'Repairs turned out to be far dearer than anybody had thought, and the county now wants to know why the damage went unseen for years.',
  '"We had the choice between a quick patch and a ramp that lasts," the head of the harbour board told reporters.',
  'For Jon Aas, who runs the only bakery out there, the winter meant flour by fishing boat and an empty till.',
  'He expects the first guests at Easter, provided that the weather holds and the sailings are not fully booked by then.',
];
const withTitle = (title: string, paragraphs: string[]) => ({ title, bodyText: paragraphs.join('\n\n') });
const original = withTitle('Island ferry to sail again', harbour);

const compareTexts = (one: { title: string; bodyText: string }, other = original) =>
  compare(fingerprintOf(one), fingerprintOf(other));

describe('two texts are one story', () => {
  test('when only byline, dateline, copyright and tail differ', () => {
    const [first = '', ...others] = harbour;
    const copy = withTitle('Ferry returns', [
      'By Olga Rask',
      `NORTHAM, March 3 (NWA) - ${first}`,
      ...others,
      '(Reporting by our staff; Editing by the desk)',
      '© 2026 Westerholm Media. All rights reserved.',
    ]);
    expect(compareTexts(copy)).toMatchObject({ kind: 'copy', score: 1 });
  });

  test('when one is the beginning, the end or the middle of the other', () => {
    for (const [from, to] of [
      [0, 2],
      [1, 4],
      [3, 5],
    ]) {
      const part = compareTexts(withTitle('Ferry', harbour.slice(from, to)));
      expect(part, `${from}–${to}`).toMatchObject({ score: 1 });
    }
  });

  test('when every tenth word is another', () => {
    const changed = harbour.join('\n\n').replace(/((?:\S+\s+){9})\S+/g, '$1otherwise');
    const match = compareTexts({ title: 'Island ferry to sail again', bodyText: changed });
    expect(match).toMatchObject({ kind: 'copy' });
    expect(match?.coverage.shorter).toBeGreaterThan(0.8);
  });

  test('when a line of a feed is the beginning of the text', () => {
    const teaser = withTitle('Island ferry to sail again', [
      'The ferry to the outer islands will sail again from Monday after engineers repaired the ramp that a storm …',
    ]);
    expect(compareTexts(teaser)).toMatchObject({ kind: 'teaser' });
  });

  test('when a headline and its line are the same but for typography', () => {
    const one = withTitle('Board: “no patch”', [
      'The ramp that a storm tore loose won’t be patched, the board said.',
    ]);
    const other = withTitle('Board: "No patch"', [
      "The ramp that a storm tore loose won't be patched, the board said",
    ]);
    expect(compareTexts(one, other)).toMatchObject({ kind: 'brief' });
  });

  test('in a script without spaces, with words changed', () => {
    const text =
      '港务局周一表示，风暴损坏的坡道已经修复，通往外岛的渡轮将于下周一恢复航行。工程费用是原计划的两倍，因为潜水员在水线以下发现了此前没有任何检查发现过的裂缝。岛上的店主曾要求提供一艘替代船只，但在调查期间，县政府拒绝支付这笔费用。预订将于周五开始，持有通行证的居民可以优先上船，卡车必须等到当天的第二班。';
    const other = text
      .replace('已经修复', '现已修好')
      .replace('拒绝支付', '不愿承担')
      .replace('优先', '首先');
    expect(
      compareTexts({ title: '渡轮复航', bodyText: text }, { title: '渡轮', bodyText: other }),
    ).toMatchObject({
      kind: 'copy',
    });
  });
});

describe('two texts are different stories', () => {
  test('when they report the same event and quote the same words', () => {
    expect(compareTexts(withTitle('Islands reachable again', sameEvent))).toBeNull();
  });

  test('when they are one form filled in with other numbers', () => {
    const market = (numbers: string[]) =>
      withTitle(
        'Markets at the close',
        Array.from(
          { length: 8 },
          (_, row) =>
            `The index of the ${row}th group of leading companies closed at ${numbers[row]} points after a quiet day of trade on all of the exchanges.`,
        ),
      );
    const monday = market(['7,412', '381', '1,204', '88', '512', '9,001', '640', '77']);
    const tuesday = market(['7,398', '379', '1,211', '91', '509', '9,040', '655', '74']);
    expect(compareTexts(monday, tuesday)).toBeNull();
  });

  test('when a headline and a line differ in a number or in a name', () => {
    const brief = (town: string, hurt: number) =>
      withTitle(`Fire in ${town}`, [`A fire in a warehouse in ${town} left ${hurt} people hurt on Monday.`]);
    expect(compareTexts(brief('Corrin', 3), brief('Corrin', 4))).toBeNull();
    expect(compareTexts(brief('Corrin', 3), brief('Aldmere', 3))).toBeNull();
  });

  test('when all they say is a notice that many articles have', () => {
    const notice = [
      'You have read all of your free articles of this month. Log in or take out a subscription to go on reading.',
      'Subscribers get the whole paper every morning, all of our newsletters, and the archive back to the first issue of 1871.',
    ];
    expect(
      compareTexts(withTitle('Ferry sails again', notice), withTitle('Council rejects budget', notice)),
    ).toBeNull();
  });

  test('when they are a few common words, or nothing', () => {
    expect(compareTexts(withTitle('Morning briefing', []), withTitle('Morning briefing', []))).toBeNull();
    expect(compareTexts(withTitle('', []), withTitle('', []))).toBeNull();
  });
});
