/** Longest term that is told apart, in characters; of a longer one its beginning counts. */
const maxTermChars = 80;

/** Runs of letters and digits, roughly: what is above ASCII is looked at again. */
const roughRun = /[0-9a-z\u0080-\uffff]+/g;
const beyondAscii = /[^\0-\x7f]/;
/** Letters beyond ASCII, roughly; typographic quotes and dashes are none. */
const foldable = /[\u00c0-\u1fff\u2070-\uffff]/;
const accents = /[\u0300-\u036f]+/g;

/** Scripts that write no spaces: each of their characters is a term, and a word is a phrase of terms. */
const unspaced = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script=${script}}`)
  // The Japanese prolonged sound mark belongs to two scripts.
  .concat('\u30fc')
  .join('');
/** Radicals and the like are signs of such a script, but no letters. */
const lettered = '[\\p{L}\\p{N}\\p{M}]';
const exactTerm = new RegExp(`(?=${lettered})[${unspaced}]|(?:(?![${unspaced}])${lettered})+`, 'gu');

/**
 * The terms of a text, in their order, for search: runs of letters and digits without case and without accents
 * (Unicode NFKD less U+0300–U+036F). What is stored and what is searched for must both come from here.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const run of fold(text).match(roughRun) ?? []) {
    if (!beyondAscii.test(run)) terms.push(cut(run));
    else for (const term of run.match(exactTerm) ?? []) terms.push(cut(term));
  }
  return terms;
}

function fold(text: string): string {
  if (!foldable.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(accents, '').normalize('NFC').toLowerCase();
}

function cut(term: string): string {
  return term.length > maxTermChars ? term.slice(0, maxTermChars).toWellFormed() : term;
}
