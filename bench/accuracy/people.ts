/** What stands before or behind a name and is no part of it: titles, degrees, memberships. */
const title = /^(?:dr|prof|mr|mrs|ms|sir|dame|rev)\.? /i;
const credential =
  /^(?:ph\.?\s?d\.?|esq\.?|[jsd]r\.?|ii|iii|iv|(?:\p{L}\.){1,5}|[\p{Lu}\-®™]{2,8}|\p{Lu}[\p{Lu}-]{1,7}[®™]? ?(?:\d{1,4}|\(.{1,30}\)))$/iu;
const shouted = /^[^\p{Ll}]+$/u;
/** A job, an organization, a handle or an address. */
const noPerson =
  /\b(?:editors?|editorial|staff|team|desk|news|newsroom|university|institute|center|association|agency|agencies|press|media|group|company|inc|llc|reuters|afp|online|research|marketing|reporters?|redaktion|expert|ceo|of|the|from|to)\b|[@_/\d]|\.(?:com|org|net|io)\b/i;

/** The persons in a gold field, a list or "Jane Doe, MD, John Roe & Ann Poe". Organizations and handles are left out. */
export function peopleIn(authors: string | readonly string[] | null | undefined): string[] {
  const listed = typeof authors === 'string' ? [authors] : (authors ?? []);
  const parts = listed.flatMap((text) => text.split(/\s*[,;&|\n]\s*|\s+(?:and|und|et|y)\s+/));
  return parts.map((part) => part.replace(/^(?:and|by)\s+/i, '').trim()).filter(isPerson);
}

/** A person is written with capitals, or in a script without them, and is more than a degree. */
function isPerson(part: string): boolean {
  return /^[\p{Lu}\p{Lo}]/u.test(part) && !noPerson.test(part) && withoutCredentials(part) !== '';
}

/** By this two spellings of one name are equal: no accents, degrees, titles, initials' dots or case. */
export function personKey(name: string): string {
  return withoutCredentials(name.replace(title, ''))
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function withoutCredentials(name: string): string {
  const words = name.split(' ');
  const isCredential = (word: string): boolean =>
    credential.test(word) && (shouted.test(word) || word.includes('.'));
  while (words.length > 0 && isCredential(words.at(-1) ?? '') && !isShoutedName(words)) words.pop();
  return words.join(' ');
}

/** "JANE DOE" is a name all of whose words look like degrees. */
function isShoutedName(words: readonly string[]): boolean {
  return words.length > 1 && words.every((word) => shouted.test(word) && !word.includes('.'));
}
