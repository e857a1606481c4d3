import { headerOf, listOf, type ResponseHeaders } from './response-headers.ts';

/** What gives away that a program between us and the publisher wants proof of a human. */
interface Wall {
  name: string;
  /** Headers that only its challenges and blocks have, with what they hold. */
  headers?: readonly (readonly [name: string, value: RegExp])[];
  /** A header of all that passes through it: it stands in the way where the answer is a refusal. */
  trace?: string;
  /** The same for cookies. */
  cookie?: RegExp;
  /** Text of its pages. */
  page?: RegExp;
  /** Whether its page can come with status 200. */
  answersOk?: boolean;
}

/** As their products documented or served it in 2024–2026. All patterns are linear. */
const walls: readonly Wall[] = [
  {
    name: 'Cloudflare',
    headers: [['cf-mitigated', /^challenge/i]],
    page: /cdn-cgi\/challenge-platform\/h\/|cf-chl-|_cf_chl_opt|<title>(?:Just a moment\.\.\.|Attention Required! \| Cloudflare)/,
  },
  {
    name: 'Akamai',
    cookie: /^(?:_abck|ak_bmsc|bm_sz)=/,
    page: /errors\.edgesuite\.net|<TITLE>Access Denied<\/TITLE>[\s\S]{0,2000}Reference(?: |&#32;)(?:#|&#35;)/,
  },
  {
    name: 'DataDome',
    headers: [['x-dd-b', /./]],
    trace: 'x-datadome',
    cookie: /^datadome=/,
    page: /captcha-delivery\.com/,
  },
  {
    name: 'PerimeterX',
    headers: [['x-px-authorization', /./]],
    cookie: /^_px(?:hd|vid|3)?=/,
    page: /_pxAppId|px-captcha|captcha\.px-cdn\.net/,
  },
  { name: 'Imperva', trace: 'x-iinfo', page: /_Incapsula_Resource|Incapsula incident ID/ },
  { name: 'AWS WAF', headers: [['x-amzn-waf-action', /^(?:challenge|captcha)/i]], answersOk: true },
  { name: 'Vercel', headers: [['x-vercel-mitigated', /^(?:challenge|deny)/i]] },
  { name: 'Kasada', headers: [['x-kpsdk-ct', /./]], page: /ips\.js\?KP_UIDz/ },
  {
    name: 'Sucuri',
    headers: [['x-sucuri-block', /./]],
    page: /Sucuri WebSite Firewall|sucuri_cloudproxy_js/,
  },
  { name: 'DDoS-Guard', page: /<title>DDoS-Guard<\/title>|check\.ddos-guard\.net/ },
  { name: 'Anubis', page: /^\s*<!doctype html>[\s\S]*id="anubis_(?:challenge|version)"/i, answersOk: true },
];

/** Who is turned away, and not for a fault of the server. */
const refusals: ReadonlySet<number> = new Set([401, 403, 405, 406, 429]);

/** Answers that say what they mean themselves, and the one that an unchanged feed gets. */
const plainStatuses: ReadonlySet<number> = new Set([304, 404, 410]);

/**
 * The maker of the bot wall that an answer comes from, by signs in its headers and the beginning of its page; null where
 * there are none. An answer with status 200 is one only by signs that no page of the publisher itself has.
 */
export function botWallOf(status: number, headers: ResponseHeaders, page: string): string | null {
  if (plainStatuses.has(status)) return null;
  const isOk = status === 200 || status === 203;
  const isRefused = refusals.has(status) && headerOf(headers, 'retry-after') === null;
  const wall = walls
    .filter((one) => !isOk || one.answersOk)
    .find((one) => showsItself(one, headers, page) || (isRefused && standsInTheWay(one, headers)));
  return wall?.name ?? null;
}

function showsItself(wall: Wall, headers: ResponseHeaders, page: string): boolean {
  const isNamed = wall.headers?.some(([name, value]) => value.test(headerOf(headers, name) ?? ''));
  return isNamed === true || wall.page?.test(page) === true;
}

function standsInTheWay({ trace, cookie }: Wall, headers: ResponseHeaders): boolean {
  if (trace !== undefined && headerOf(headers, trace) !== null) return true;
  return cookie !== undefined && listOf(headers, 'set-cookie').some((one) => cookie.test(one));
}
