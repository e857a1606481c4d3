// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The text without the characters that XML 1.0 §2.2 forbids, and with lone surrogates replaced by U+FFFD. */
export function stripControls(text: string): string {
  return text.replace(illegal, '').toWellFormed();
}
