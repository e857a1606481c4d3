/** What no article says of itself, in the languages of most pages: a sign that the page around it was taken along. */
const cruft = [
  /\b(?:sign up|subscribe|log in|sign in)\b.{0,60}(?:newsletter|inbox|free|account|updates|today)?/i,
  /^(?:read|learn|see|find out|show|load) more\b/i,
  /\bread (?:also|next|more):/i,
  /^(?:advertisement|anzeige|publicité|publicidad|sponsored|related|share|share this|comments?|tags?:)/i,
  /\b(?:photo|image|picture|foto|bild|photograph)(?: credit| by|:)/i,
  /\b(?:getty images|shutterstock|istock|unsplash)\b/i,
  /\bcookies?\b.{0,80}\b(?:consent|policy|accept|settings)\b/i,
  /\b(?:follow us|follow me) on\b/i,
  /\b\d{1,3} min(?:ute)?s? read\b/i,
  /\ball rights reserved\b/i,
  /^(?:facebook|twitter|linkedin|pinterest|whatsapp|email|copy link|print)$/i,
];
const maxCruftChars = 200;

/** The lines of a body that look like page furniture and that the gold text does not have. */
export function cruftLines(body: string, gold: string): string[] {
  const known = keyOf(gold);
  return body
    .split('\n')
    .filter((line) => line !== '' && line.length <= maxCruftChars)
    .filter((line) => cruft.some((pattern) => pattern.test(line)) && !known.includes(keyOf(line)));
}

/** Letters and digits alone. */
export function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
