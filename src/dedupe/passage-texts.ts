import type { ArticleContent } from '../domain/article.ts';
import { termsOf } from '../domain/terms.ts';
import { isShorter } from './compare.ts';
import { fingerprintOf } from './fingerprint.ts';
import { sharedPassages } from './passages.ts';
import { withoutCredits } from './story-text.ts';

type Text = Pick<ArticleContent, 'title' | 'bodyText'>;

const maxPassages = 20;
const maxPassageChars = 2000;

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
/** A character of a script without spaces, or what stands between two spaces. */
const piece = new RegExp(`[${unspaced}]|[^\\s${unspaced}]+`, 'gu');

/** The passages that two texts share, as the shorter one prints them: the first 20, each cut after 2,000 characters. */
export function passageTexts(one: Text, other: Text): string[] {
  const [ofOne, ofOther] = [fingerprintOf(one), fingerprintOf(other)];
  const isFirst = isShorter(ofOne, ofOther);
  const passages = isFirst ? sharedPassages(ofOne, ofOther) : sharedPassages(ofOther, ofOne);
  const text = withoutCredits((isFirst ? one : other).bodyText);
  const places = placesOfTerms(text);
  return passages
    .slice(0, maxPassages)
    .map(({ start, end }) =>
      text.slice(places[start]?.from ?? 0, places[end - 1]?.to).slice(0, maxPassageChars),
    );
}

/** Where in the text each term stands, roughly: to the piece that holds it. */
function placesOfTerms(text: string): { from: number; to: number }[] {
  return Array.from(text.matchAll(piece)).flatMap(({ 0: found, index }) =>
    termsOf(found).map(() => ({ from: index, to: index + found.length })),
  );
}
