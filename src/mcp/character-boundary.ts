/** The nearest place at or before `index` that does not part a surrogate pair; never beyond the text's end. */
export function characterBoundary(text: string, index: number): number {
  if (index >= text.length) return text.length;
  return isIn(text.charCodeAt(index), 0xdc00) && isIn(text.charCodeAt(index - 1), 0xd800) ? index - 1 : index;
}

/** Whether a code unit is of the 1,024 surrogates from `first`; NaN, before a text's beginning, is of none. */
function isIn(unit: number, first: number): boolean {
  return unit >= first && unit < first + 0x400;
}
