/** What the WHATWG writes in an address and RFC 3986 does not allow, and percent signs that escape nothing. */
const notInUris = /[^!#$%&'()*+,./0-9:;=?@A-Z_a-z~-]|%(?![0-9a-f]{2})/gi;

/** An address as a URI (RFC 3986), which standards ask for; null where it is none, and for hosts in brackets. */
export function toUri(address: string | null): string | null {
  const url = address === null ? null : URL.parse(address);
  if (!url || url.hostname.startsWith('[')) return null;
  const [path = '', ...fragments] = url.href.replace(notInUris, encodeURIComponent).split('#');
  return fragments.length === 0 ? path : `${path}#${fragments.join('%23')}`;
}
