import { integerBetween, type Random, shuffled } from '../../demo/random.ts';
import { paragraph, pick, type Report } from './distinct-text.ts';

/** A report as an outlet prints it. */
export interface Printed {
  title: string;
  text: string;
}

/** What becomes of a report on its way to another outlet: always a new one. */
type Variation = (report: Report, random: Random) => Printed;

const agencies = ['NWA', 'Meridian', 'dpx', 'Kestrel Press'] as const;
const joiner = '\n\n';
const editedShare = 0.1;

/** As its first outlet has it. */
export function printReport({ title, paragraphs }: Report): Printed {
  return { title, text: paragraphs.join(joiner) };
}

/** By the name of its class. */
export const variations: Readonly<Record<string, Variation>> = {
  'other credits': (report, random) => printReport(withCredits(report, random)),
  'last fifth cut': (report) => printReport(keep(report, Math.ceil(report.paragraphs.length * 0.8))),
  'first half': (report) => printReport(keep(report, Math.ceil(report.paragraphs.length / 2))),
  'first three paragraphs': (report) => printReport(keep(report, 3)),
  'four from the middle': (report, random) => {
    const from = integerBetween(random, 1, report.paragraphs.length - 5);
    return printReport({ ...report, paragraphs: report.paragraphs.slice(from, from + 4) });
  },
  'local paragraphs put in': (report, random) => printReport(withLocalParagraphs(report, random)),
  'every tenth word changed': (report, random) => printReport(edited(report, random)),
  'other typography': (report) => withOtherTypography(printReport(report)),
  'other credits, cut, words changed': (report, random) =>
    printReport(withCredits(edited(keep(report, Math.ceil(report.paragraphs.length * 0.8)), random), random)),
  'other credits, local paragraphs, typography': (report, random) =>
    withOtherTypography(printReport(withCredits(withLocalParagraphs(report, random), random))),
  'half, words changed, other headline': (report, random) => ({
    title: pick(random, agencies),
    text: printReport(edited(keep(report, Math.ceil(report.paragraphs.length / 2)), random)).text,
  }),
  'half, words changed, local paragraph, credits': (report, random) => {
    const half = edited(keep(report, Math.ceil(report.paragraphs.length / 2)), random);
    return printReport(withCredits(withLocalParagraphs(half, random, 1), random));
  },
};

function keep(report: Report, count: number): Report {
  return { ...report, paragraphs: report.paragraphs.slice(0, count) };
}

function withCredits({ language, title, paragraphs }: Report, random: Random): Report {
  const [first = '', ...others] = paragraphs;
  const dateline = language.dateline(pick(random, language.places), pick(random, agencies));
  return {
    language,
    title: random() < 0.5 ? title : `${pick(random, agencies)}: ${title}`,
    paragraphs: [
      language.byline(`${pick(random, language.names)} ${pick(random, language.names)}`),
      `${dateline}${first}`,
      ...others,
      ...shuffled(random, language.tails).slice(0, 2),
    ],
  };
}

function withLocalParagraphs(report: Report, random: Random, count = 2): Report {
  const subject = integerBetween(random, 0, report.language.nouns.length - 1);
  const paragraphs = [...report.paragraphs];
  for (let added = 0; added < count; added += 1) {
    const place = integerBetween(random, 0, paragraphs.length);
    paragraphs.splice(place, 0, paragraph(random, report.language, subject));
  }
  return { ...report, paragraphs };
}

/** Words are left out, said otherwise or swapped; where there are no spaces, runs of two characters. */
function edited(report: Report, random: Random): Report {
  const { space } = report.language;
  const wordsOf = (text: string) => (space === '' ? (text.match(/.{1,2}/gsu) ?? []) : text.split(' '));
  const paragraphs = report.paragraphs.map((text) => {
    const words = wordsOf(text);
    for (let place = 0; place < words.length; place += 1) {
      if (random() < editedShare) words[place] = editedWord(words, place, report, random);
    }
    return words.join(space);
  });
  return { ...report, paragraphs };
}

function editedWord(words: string[], place: number, { language }: Report, random: Random): string {
  const other = pick(random, [...language.adjectives, ...language.verbs]);
  return pick(random, ['', other, `${other}${language.space}${words[place] ?? ''}`]);
}

/** Quotation marks, dashes, spaces that do not break, soft hyphens, capitals, and paragraphs run together. */
function withOtherTypography({ title, text }: Printed): Printed {
  const other = text
    .replace(/"([^"\n]*)"/g, '“$1”')
    .replace(/[«„]/g, '"')
    .replace(/[»“”]/g, '"')
    .replace(/'/g, '’')
    .replace(/ - /g, ' — ')
    .replace(/(\d) /g, '$1\u00a0')
    .replace(/(\p{Ll}{4})(\p{Ll}{4})/gu, '$1\u00ad$2')
    .replace(/\n\n/g, '\n');
  return { title: title.toUpperCase(), text: other };
}
