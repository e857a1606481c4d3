import { eld } from 'eld/small';
import type { Draft } from './draft.ts';

/** How much text is looked at, in characters, and how much it takes to speak at all or against the feed's claim. */
const sampleChars = 400;
const minChars = 50;
const minCharsAgainstClaim = 200;

/** What the detector tells apart, under the names that feeds use for the same. */
const aliases: Readonly<Record<string, string>> = {
  nb: 'no',
  nn: 'no',
  iw: 'he',
  fil: 'tl',
  id: 'ms',
  bs: 'hr',
  ckb: 'ku',
};

const detectable: ReadonlySet<string> = new Set(Object.values(eld.info().Languages));

/** The language of the text; a feed's claim holds where the text is short or agrees, and then keeps its region. */
export function settleLanguage(draft: Draft): void {
  const { content, claims } = draft;
  const sample = `${content.title ?? ''}\n${content.bodyText.slice(0, sampleChars)}`.trim();
  content.language = languageOf(sample, canonicalTag(claims.language));
}

function languageOf(sample: string, claim: string | null): string | null {
  const scripted = sample.match(/[\p{Script=Han}\p{Script=Hangul}\p{Script=Kana}]/gu)?.length ?? 0;
  const length = sample.length + 3 * scripted;
  if (length < (claim === null ? minChars : minCharsAgainstClaim)) return claim;
  // Half the text, at half the cost, is mostly enough.
  const detectedEarly = detect(sample.slice(0, minCharsAgainstClaim));
  if (claim === null) return detectedEarly ?? detect(sample);
  const claimed = claim.split('-')[0] ?? claim;
  const known = aliases[claimed] ?? claimed;
  if (!detectable.has(known)) return claim;
  if (detectedEarly === known) return claim;
  const detected = detect(sample);
  return detected === null || detected === known ? claim : detected;
}

/** Null where the detector is not sure. */
function detect(text: string): string | null {
  const result = eld.detect(text);
  return result.language !== '' && result.isReliable() ? result.language : null;
}

/** A BCP 47 tag in its usual spelling, `en_us` as `en-US`; null for what is none. */
function canonicalTag(tag: string | null): string | null {
  if (tag === null || /^[a-z]{2}(?:-[A-Z]{2})?$/.test(tag)) return tag;
  try {
    const [canonical] = Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'));
    return canonical === undefined || canonical.startsWith('und') ? null : canonical;
  } catch {
    return null;
  }
}
