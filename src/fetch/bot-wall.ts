import { headerOf, listOf, type ResponseHeaders } from './response-headers.ts';

/** What gives away that a program between us and the publisher wants proof of a human. */
interface Wall {
  name: string;
  /** Headers that only its challenges and blocks have, with what they hold. */
  headers?: readonly (readonly [name: string, value: RegExp])[];
  /** A cookie of this name, which only it sets. */
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
    headers: [
      ['x-datadome', /./],
      ['x-dd-b', /./],
    ],
    cookie: /^datadome=/,
    page: /captcha-delivery\.com/,
  },
  {
    name: 'PerimeterX',
    headers: [['x-px-authorization', /./]],
    cookie: /^_px(?:hd|vid|3)?=/,
    page: /_pxAppId|px-captcha|captcha\.px-cdn\.net/,
  },
  { name: 'Imperva', headers: [['x-iinfo', /./]], page: /_Incapsula_Resource|Incapsula incident ID/ },
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

/** Answers that say what they mean themselves, and the one that an unchanged feed gets. */
const plainStatuses: ReadonlySet<number> = new Set([304, 404, 410]);

/**
 * The maker of the bot wall that an answer comes from, by signs in its headers and the beginning of its page; null where
 * there are none. An answer with status 200 is one only by signs that no page of the publisher itself has.
 */
export function botWallOf(status: number, headers: ResponseHeaders, page: string): string | null {
  if (plainStatuses.has(status)) return null;
  const isOk = status === 200 || status === 203;
  const wall = walls.find((one) => (!isOk || one.answersOk) && showsItself(one, headers, page));
  return wall?.name ?? null;
}

function showsItself(wall: Wall, headers: ResponseHeaders, page: string): boolean {
  if (wall.headers?.some(([name, value]) => value.test(headerOf(headers, name) ?? ''))) return true;
  if (wall.page?.test(page)) return true;
  return (
    wall.cookie !== undefined && listOf(headers, 'set-cookie').some((cookie) => wall.cookie?.test(cookie))
  );
}
