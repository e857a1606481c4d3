import type { OutgoingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fetchOnce, serve } from './loopback.ts';

async function answerTo(
  status: number,
  headers: OutgoingHttpHeaders,
  body: string | Uint8Array = '<html></html>',
) {
  const server = await serve((_request, response) => response.writeHead(status, headers).end(body));
  return fetchOnce(server.url);
}

describe('a bot wall', () => {
  test.each<[string, number, OutgoingHttpHeaders, string]>([
    ['Cloudflare', 403, { 'cf-mitigated': 'challenge' }, ''],
    ['Cloudflare', 429, { 'cf-mitigated': 'challenge', 'retry-after': '60' }, ''],
    ['Cloudflare', 503, { server: 'cloudflare' }, '<title>Just a moment...</title>'],
    ['Cloudflare', 403, {}, '<title>Attention Required! | Cloudflare</title>'],
    [
      'Cloudflare',
      403,
      {},
      '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
    ],
    ['Akamai', 403, { 'set-cookie': ['a=b', '_abck=1~-1~; Path=/'] }, ''],
    [
      'Akamai',
      403,
      { server: 'AkamaiGHost' },
      '<HTML><TITLE>Access Denied</TITLE><BODY>You cannot. Reference&#32;&#35;18&#46;a</BODY></HTML>',
    ],
    ['DataDome', 403, { 'x-datadome': 'protected' }, ''],
    ['DataDome', 401, {}, '<script src="https://ct.captcha-delivery.com/c.js"></script>'],
    ['PerimeterX', 403, {}, '<script>window._pxAppId = "PX1";</script>'],
    ['PerimeterX', 403, { 'set-cookie': '_pxhd=1' }, ''],
    ['Imperva', 403, {}, '<script src="/_Incapsula_Resource?SWJIYLWA=1"></script>'],
    ['AWS WAF', 405, { 'x-amzn-waf-action': 'captcha' }, ''],
    ['AWS WAF', 202, { 'x-amzn-waf-action': 'challenge' }, ''],
    ['Vercel', 429, { 'x-vercel-mitigated': 'challenge' }, ''],
    ['Kasada', 429, { 'x-kpsdk-ct': '1' }, ''],
    ['Sucuri', 403, {}, 'Access Denied - Sucuri WebSite Firewall'],
    ['DDoS-Guard', 403, {}, '<title>DDoS-Guard</title>'],
    ['Anubis', 200, {}, '<!DOCTYPE html><script id="anubis_challenge">{}</script>'],
  ])('of %s that answers %d is named', async (name, status, headers, body) => {
    expect(await answerTo(status, headers, body)).toMatchObject({
      kind: 'failed',
      code: 'bot-wall',
      status,
      message: expect.stringContaining(`(${name}) answered ${status}`),
    });
  });

  test('is known by a page that is compressed, or broken off', async () => {
    const page = gzipSync(`<title>Just a moment...</title>${'<p>wait</p>'.repeat(1000)}`);
    expect(await answerTo(403, { 'content-encoding': 'gzip' }, page)).toMatchObject({ code: 'bot-wall' });
    const broken = gzipSync(`<title>Just a moment...</title>${Math.random()}`).subarray(0, -4);
    expect(await answerTo(403, { 'content-encoding': 'gzip' }, broken)).toMatchObject({ code: 'bot-wall' });
  });

  test.each<[number, OutgoingHttpHeaders, string]>([
    [403, { server: 'cloudflare', 'cf-ray': '8f' }, 'Forbidden'],
    [404, { 'set-cookie': '_abck=1' }, 'Not here'],
    [500, { server: 'AkamaiGHost' }, 'An error occurred'],
    [502, { 'set-cookie': '_abck=1', 'x-iinfo': '1-2', 'x-datadome': 'protected' }, 'Bad gateway'],
    [403, { 'content-encoding': 'gzip' }, 'no gzip at all'],
  ])('is no %d of the publisher itself behind the same network', async (status, headers, body) => {
    expect(await answerTo(status, headers, body)).toMatchObject({ code: 'http-status', status });
  });

  test.each<[number, OutgoingHttpHeaders, object]>([
    [429, { server: 'cloudflare', 'retry-after': '60' }, { kind: 'rate-limited' }],
    [429, { 'set-cookie': '_abck=1', 'retry-after': '60' }, { kind: 'rate-limited' }],
    [503, { 'x-iinfo': '1-2', 'retry-after': '60' }, { kind: 'rate-limited' }],
    [410, { 'set-cookie': '_abck=1' }, { kind: 'gone' }],
    [200, { 'set-cookie': ['_abck=1', 'datadome=x'] }, { kind: 'fetched' }],
  ])('is no %d that says what it means', async (status, headers, outcome) => {
    expect(await answerTo(status, headers, '<rss/>')).toMatchObject(outcome);
  });

  test('is not what a publisher writes about one', async () => {
    const article =
      '<rss><item>Just a moment... captcha-delivery.com _pxAppId id="anubis_challenge"</item></rss>';
    expect(await answerTo(200, {}, article)).toMatchObject({ kind: 'fetched' });
  });
});
