import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesOf, normalizing } from './normalizing.ts';

/** An article as outlets deliver it as text, and how its parts are written. */
interface Made {
  section: string;
  title: string;
  names: string[];
  byline: string;
  holder: string;
  notice: string;
  body: string[];
}

type Part = 'section' | 'headline' | 'byline' | 'notice';

const sections = ['Technology', 'Hong Kong', 'Life & Style', 'Tide & Harbour', 'Economía', 'Panorama'];
const titles = [
  'Harbour ferry to be replaced by bridge, council admits for first time',
  '“We were not told”: residents angry over lighthouse plan',
  'Storm Ida: ferries cancelled, schools shut',
  'Le pont de Saint-Aubrac rouvrira en mai, promet la mairie',
  'Is the tide clock of Port Ellery broken?',
];
const people = [
  ...[
    'Alcott Weng',
    'Marta Quillon',
    'Li Na',
    'Jun Mai',
    'Kim Min-jae',
    'Omar bin Said',
    'Priya Raghunathan',
  ],
  ...[
    'Łukasz Święcicki',
    'Siobhán Ní Bhraonáin',
    "Tommaso D'Alessandro",
    'Jean-Pierre Roncière',
    'Ngozi Eze',
  ],
  ...['Juan de la Cruz', 'J.R. Quillon', 'Emma Church', 'Mary-Ann St. John', 'Ravi Shankaranarayan'],
];
const outlets = [
  'scmp',
  'Reuters',
  'AP',
  'Port Ellery Bugle',
  'The New Ellery Post',
  'Example News Limited',
  'dailybugle',
];
const body = [
  'The ferries to the islands stayed in port on Friday, and the mail went by air, the post office of Port Ellery said.',
  'Nobody was hurt.',
  'By Monday, the water had reached the second step of the fish market, said Marta Tidewell, who sells herring there.',
];

const bylines: ((names: string[]) => string)[] = [
  (names) => `By ${names.join(',')}`,
  (names) => `By ${names.join(', ')}`,
  (names) => `By ${names.join(' and ')}`,
  (names) => `by ${names.join(' & ')}`,
  (names) => `Written by ${names.join(' and ')}`,
  (names) => `By ${names.join(', ')} in Beijing`,
  (names) => `By ${names.join(' and ')}, Reuters`,
  (names) => `By ${names.join(', ')} | 3 May 2026`,
];
const notices: ((holder: string) => string)[] = [
  (holder) => `Copyright ${holder}`,
  (holder) => `© ${holder}`,
  (holder) => `© 2026 ${holder}. All rights reserved.`,
  (holder) => `(c) ${holder}`,
  (holder) => `Copyright ${holder}, 2026`,
];
const orders: Part[][] = [
  ['section', 'headline', 'byline', 'notice', 'headline'],
  ['section', 'headline', 'notice', 'byline', 'headline'],
  ['section', 'headline', 'byline'],
  ['section', 'notice', 'headline', 'byline'],
  ['notice', 'section', 'headline', 'byline'],
  ['headline', 'notice', 'byline'],
  ['headline', 'byline'],
];
const escaped = (line: string): string => line.replaceAll('&', '&amp;');
const shapes: Record<string, (lines: string[]) => string> = {
  'blank lines': (lines) => lines.join('\n\n'),
  'single lines': (lines) => lines.join('\n'),
  CRLF: (lines) => lines.join('\r\n\r\n'),
  '<p>': (lines) => lines.map((line) => `<p>${escaped(line)}</p>`).join(''),
  '<br>': (lines) => lines.map(escaped).join('<br>'),
  '<div>': (lines) => `<div>${lines.map((line) => `<div>${escaped(line)}</div>`).join('')}</div>`,
};

const made: fc.Arbitrary<Made> = fc
  .record({
    section: fc.constantFrom(...sections),
    title: fc.constantFrom(...titles),
    names: fc.uniqueArray(fc.constantFrom(...people), { minLength: 1, maxLength: 5 }),
    writeByline: fc.constantFrom(...bylines),
    holder: fc.constantFrom(...outlets),
    writeNotice: fc.constantFrom(...notices),
  })
  .map(({ writeByline, writeNotice, ...parts }) => ({
    ...parts,
    byline: writeByline(parts.names),
    notice: writeNotice(parts.holder),
    body,
  }));

function linesOf({ section, title, byline, notice }: Made, order: readonly Part[]): string[] {
  const parts: Record<Part, string> = { section, headline: title, byline, notice };
  return order.map((part) => parts[part]);
}

describe('section, headline, byline and notice of an article', () => {
  test.each(Object.entries(shapes))('come out as they went in, in any order, in %s', (shape, write) => {
    const type = shape.startsWith('<') ? 'html' : 'text';
    fc.assert(
      fc.property(made, fc.constantFrom(...orders), (article, order) => {
        const { content } = normalizing(type, write([...linesOf(article, order), ...article.body]));
        expect(namesOf({ content } as never)).toEqual(article.names);
        expect(content).toMatchObject({
          title: article.title,
          section: order.includes('section') ? article.section : null,
          byline: article.byline,
          bodyText: article.body.join('\n\n'),
        });
        expect(content.copyright?.holder ?? null).toBe(order.includes('notice') ? article.holder : null);
      }),
      { numRuns: 60 },
    );
  });

  test('names that run together are parted where a known given name or a change of case shows it', () => {
    const given = people.filter((name) =>
      /^(?:Marta|Priya|Emma|Juan|Ngozi|Jean-Pierre|Mary-Ann) /.test(name),
    );
    const runTogether = fc.uniqueArray(fc.constantFrom(...given), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(runTogether, (names) => {
        const article = normalizing('text', [titles[0], `By ${names.join('')}`, ...body].join('\n\n'));
        expect(namesOf(article)).toEqual(names);
      }),
    );
  });
});
