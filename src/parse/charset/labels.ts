import iconv from 'iconv-lite';

/** A charset that bytes can be decoded with. */
export interface Charset {
  /** As its source names it. */
  label: string;
  isUtf8: boolean;
  /** UTF-16 and UTF-32, in which every ASCII character has a zero byte. */
  isWide: boolean;
  decode: (bytes: Buffer) => string;
}

/** Encodings that contain another that is often named in their place (WHATWG Encoding §4.2). */
const supersets: [RegExp, string][] = [
  [/^(iso[-_]?8859[-_]?1|latin[-_]?1|l1|(us-)?ascii|ansi_x3\.4.*)$/i, 'windows-1252'],
  [/^(iso[-_]?8859[-_]?9|latin[-_]?5|l5)$/i, 'windows-1254'],
  [/^(iso[-_]?8859[-_]?11|tis-?620)$/i, 'windows-874'],
  [/^(gb[-_]?2312(-80)?|gbk|x-gbk|euc-cn|chinese|csgb2312)$/i, 'gb18030'],
  [/^(mac[-_]?(centraleurope|latin2)|x-mac-(ce|centraleurroman))$/i, 'maccenteuro'],
  [/^(ks_c_5601.*|ksc5601|ks_c_5601-1987|korean|windows-949)$/i, 'euc-kr'],
  [/^(x-sjis|sjis|ms_kanji|windows-31j|ms932|shift-jis)$/i, 'shift_jis'],
];

/** The charset of a label, whatever it is written like; null where nobody knows it. */
export function charsetOf(label: string): Charset | null {
  const name = supersets.find(([pattern]) => pattern.test(label))?.[1] ?? label;
  const isUtf8 = /^utf[-_ ]?8/i.test(name);
  const isWide = /^(utf[-_]?(16|32)|ucs[-_]?[24]|iso-10646)/i.test(name);
  const decode = isUtf8 ? (bytes: Buffer) => iconv.decode(bytes, 'utf-8') : decoderOf(name);
  return decode === null ? null : { label, isUtf8, isWide, decode };
}

/** iconv-lite, which has what feeds use; the platform's decoder for the rest (ISO-2022-JP). */
function decoderOf(name: string): Charset['decode'] | null {
  // These are codecs of iconv-lite, but no charsets; UTF-7 hides markup.
  if (/^(base64|hex|binary|internal|utf-?7)/i.test(name)) return null;
  if (iconv.encodingExists(name)) return (bytes) => iconv.decode(bytes, name);
  try {
    const decoder = new TextDecoder(name);
    return (bytes) => decoder.decode(bytes);
  } catch {
    return null;
  }
}
