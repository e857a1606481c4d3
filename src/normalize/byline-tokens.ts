/** A piece of a byline: a word, a punctuation mark, or an address of its author. */
export interface Token {
  kind: 'word' | 'mark' | 'email' | 'handle' | 'url';
  text: string;
}

const pattern =
  /(https?:\/\/[^\s<>"()]{1,300}|[Ww]{3}\.[^\s<>"()]{1,200})|([^\s@<>()[\],;:|/]{1,64}@[^\s@<>()[\],;:|/]{1,120})|(@[\w.]{1,40})|(\s[-.]+(?=\s|$)|[\n,;，、；،|•·()[\]（）【】〔〕&＆/／:：=＝–—<>"“”„«»…†*])|([^\s,;，、；،|•·()[\]（）【】〔〕&＆/／:：=＝–—<>"“”„«»…@†*]+)/gu;

/** Marks under the sign that the rules are written with. */
const plainMarks: Readonly<Record<string, string>> = {
  '：': ':',
  '／': '/',
  '＝': '=',
  '，': ',',
  '、': ',',
  '；': ';',
  '،': ',',
  '＆': '&',
  '（': '(',
  '）': ')',
  '—': '–',
};

const middleDot = /(?<=[\p{Script=Han}\p{Script=Hangul}])[・·‧･](?=[\p{Script=Han}\p{Script=Hangul}])/gu;

/** Reads the text of a byline from left to right; what is no token ("@" alone) is passed over. `text` must be short. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [value, url, email, handle, mark] of text.replace(middleDot, '、').matchAll(pattern)) {
    if (mark !== undefined)
      tokens.push({ kind: 'mark', text: plainMarks[mark] ?? (mark.trim() || ',').slice(0, 1) });
    else if (url ?? email ?? handle)
      tokens.push({ kind: url ? 'url' : email ? 'email' : 'handle', text: value.replace(/[.,]+$/, '') });
    else tokens.push({ kind: 'word', text: value });
  }
  return tokens;
}
