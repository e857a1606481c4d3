import ipaddr from 'ipaddr.js';

const clusterNode = /^(?:\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253}):\d{1,5}$/i;
const hostName = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,126}$/i;
const numericEnd = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/i;

/** postgres:// or postgresql://, as `pg` reads it. */
export function isDatabaseUrl(url: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url);
}

/** One Redis, or the nodes of a Sentinel or Cluster set-up, as the queue reads it. */
export function isRedisUrl(url: string): boolean {
  if (/^rediss?:\/\//.test(url)) return URL.canParse(url) && new URL(url).hostname !== '';
  const kind = /^redis\+(sentinel|cluster):\/\//.exec(url)?.[1];
  if (kind === undefined) return false;
  const [nodes = '', name = '', ...rest] = url
    .slice(url.lastIndexOf('@') + 1 || url.indexOf('//') + 2)
    .split('/');
  if (rest.length > 0 || (kind === 'sentinel') !== (name !== '')) return false;
  return nodes.split(',').every((node) => clusterNode.test(node));
}

/** A host name, an IP address, or a range of addresses in CIDR notation. */
export function isHostOrRange(host: string): boolean {
  if (ipaddr.isValidCIDR(host) || ipaddr.IPv6.isValid(host) || ipaddr.IPv4.isValidFourPartDecimal(host))
    return true;
  return host.length <= 253 && hostName.test(host) && !numericEnd.test(host);
}

/** A host or range that may be reached, with or without the port at which. */
export function isAllowedHost(entry: string): boolean {
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(entry) ?? [];
  if (port === undefined) return isHostOrRange(entry);
  return Number(port) > 0 && Number(port) <= 65_535 && isHostOrRange(bracketed ?? plain ?? '');
}

/** An http or https address to which parts of a path can be added. */
export function isCallbackUrl(address: string): boolean {
  const url = /^https?:\/\/[^\s?#]+[^\s?#/]$/i.test(address) ? URL.parse(address) : null;
  return url !== null && url.username === '' && url.password === '';
}

/** An http or https address. */
export function isHttpUrl(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

/** What may stand in a User-Agent as the way to reach whoever fetches: no spaces, no brackets. */
export function isContact(contact: string): boolean {
  return (
    /^(?:https?:\/\/|mailto:)[^\s()<>]{3,200}$/.test(contact) &&
    /^[\x21-\x7e]*$/.test(contact) &&
    URL.canParse(contact)
  );
}

/** smtp:// or smtps://, with or without user and password. */
export function isSmtpUrl(url: string): boolean {
  const parsed = /^smtps?:\/\/[^\s?#]+$/.test(url) ? URL.parse(url) : null;
  return parsed !== null && parsed.hostname !== '';
}

/** `desk@paper.example` or `The Desk <desk@paper.example>` (RFC 5322 §3.4), the name without what would have to be quoted. */
export function isMailbox(text: string): boolean {
  const address = /^(?:[^\p{Cc}"(),:;<>@[\]\\]{1,100} <([^<>]*)>|([^<>]*))$/u.exec(text);
  const [local = '', domain = '', ...rest] = (address?.[1] ?? address?.[2] ?? '').split('@');
  return rest.length === 0 && /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/i.test(local) && isHostOrRange(domain);
}
