// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Controls that no text has: bytes of windows-1252 that were taken for ISO 8859-1. */
const misread = /[\u0080-\u009f]/g;
const meant = new TextDecoder('windows-1252').decode(
  Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index),
);

/**
 * The text without the characters that XML 1.0 §2.2 forbids, with lone surrogates replaced by U+FFFD, and with C1
 * controls as the quotes and dashes they were (HTML §13.2.5.80 does so for references).
 */
export function stripControls(text: string): string {
  return text
    .replace(illegal, '')
    .replace(misread, (control) => meant.charAt(control.charCodeAt(0) - 0x80))
    .toWellFormed();
}
