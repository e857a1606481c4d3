/** What applying a file did, in what its entries are called by. */
interface Applied {
  added: string[];
  changed: string[];
  unchanged: number;
}

/** What applying a file did, a line each, and the sum; `gone` are those that the file no longer has, `became` what they are now. */
export function appliedLines(
  { added, changed, unchanged }: Applied,
  gone: string[],
  became: string,
): string[] {
  return [
    ...added.map((key) => `+ ${key}`),
    ...changed.map((key) => `~ ${key}`),
    ...gone.map((key) => `- ${key}`),
    `${added.length} added, ${changed.length} changed, ${gone.length} ${became}, ${unchanged} unchanged`,
  ];
}
