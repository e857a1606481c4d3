import type { ArticleText } from './article-texts.ts';
import { integerBetween, type Random, randomFor, shuffled } from './random.ts';

/** An article's text with its slots filled: what the reporter filed, before an outlet puts its own lines around it. */
export interface Telling {
  headline: string;
  /** Equals `headline` where the text has no other. */
  otherHeadline: string;
  town: string;
  /** The lead first; the editor's note last in a corrected telling. */
  paragraphs: string[];
}

export interface TellingOptions {
  seed: number;
  /** The story's number on the timeline: each has other figures, names and places. */
  story: number;
  /** How often the text was told before: each round has other paragraphs. */
  round: number;
  corrected: boolean;
}

type SlotValues = Record<string, string>;

/**
 * Any two rotations of these places among seven share exactly two (a difference set), so that a retold text is no
 * near copy of an earlier telling.
 */
const chosenPlaces = [0, 3, 5, 6];

/** Fills a text for one story. Throws where a sentence has a slot that the text's file does not list. */
export function tellStory(text: ArticleText, { seed, story, round, corrected }: TellingOptions): Telling {
  const values = drawValues(text, randomFor(seed, 'telling', story));
  const chosen = new Set(chosenPlaces.map((place) => (place + round) % text.body.length));
  const sentences = [text.lead, ...text.body.filter((_, place) => chosen.has(place))];
  if (corrected) sentences.push(text.correction);
  const told = corrected ? correctFigure(text, values) : values;
  return {
    headline: fillSlots(text.headline, told),
    otherHeadline: fillSlots(text.otherHeadline ?? text.headline, told),
    town: fillSlots('{town}', told),
    paragraphs: sentences.map((sentence) => fillSlots(sentence, told)),
  };
}

/** `{place}` and `{place2}` are the first and second of the shuffled list, so they differ within a story. */
function drawValues(text: ArticleText, random: Random): SlotValues {
  const [least, most] = text.figure;
  const values: SlotValues = {
    figure: String(integerBetween(random, least, most)),
    share: String(integerBetween(random, 6, 38)),
  };
  for (const place of ['', '2', '3', '4']) values[`count${place}`] = String(integerBetween(random, 5, 40));
  for (const [name, list] of Object.entries(text.slots)) {
    const [first = '', second = ''] = shuffled(random, list);
    values[name] = first;
    values[`${name}2`] = second;
  }
  return values;
}

function correctFigure(text: ArticleText, values: SlotValues): SlotValues {
  const before = Number(values['figure']);
  const [least, most] = text.figure;
  const figure = before === most ? least : before + 1;
  return { ...values, before: String(before), figure: String(figure) };
}

function fillSlots(sentence: string, values: SlotValues): string {
  return sentence.replace(/\{([a-z]+\d?)\}/g, (slot, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for the slot ${slot} in "${sentence}"`);
    return value;
  });
}
