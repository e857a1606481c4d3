/** What the server sends, and how long it waits before it does. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  delayMs: number;
}

/** An answer whose body is a short text or HTML page of ours. */
export function pageAnswer(
  status: number,
  text: string,
  { headers = {}, mediaType = 'text/plain' }: { headers?: Record<string, string>; mediaType?: string } = {},
): Answer {
  const body = Buffer.from(text);
  return { status, headers: { 'content-type': `${mediaType}; charset=utf-8`, ...headers }, body, delayMs: 0 };
}
