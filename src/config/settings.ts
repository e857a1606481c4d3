import { validate as isNodeCronExpression } from 'node-cron';
import { z } from 'zod';
import { fullTextModes } from '../domain/full-text.ts';
import {
  isAllowedHost,
  isCallbackUrl,
  isContact,
  isDatabaseUrl,
  isHostOrRange,
  isHttpUrl,
  isMailbox,
  isRedisUrl,
  isSmtpUrl,
} from './address-checks.ts';
import { isHostTerms } from './host-terms.ts';
import {
  choice,
  fraction,
  optionalText,
  section,
  text,
  textList,
  wholeNumber,
  wholeNumbers,
} from './setting-field.ts';

const daySeconds = 86_400;
const mebibyte = 1_048_576;

/**
 * Every setting: unit in the name, default, range, one sentence. The settings page, the JSON Schema and the
 * environment variables are made of this.
 */
export const settingsSchema = z.strictObject(
  {
    data: section('What is kept on this machine.', {
      folder: text(
        { range: 'the path of a folder', allows: isPath, default: './data' },
        'Where the embedded store lives; a relative path starts at the folder the command was started in.',
      ),
    }),
    store: section('The PostgreSQL that holds everything.', {
      databaseUrl: optionalText(
        { range: 'a postgres:// or postgresql:// URL', allows: isDatabaseUrl, secretEnv: 'DATABASE_URL' },
        'The database to use; without one the embedded store in data.folder is used.',
      ),
      poolSize: wholeNumber(
        { min: 1, max: 200, default: 10 },
        'How many connections one process opens at most.',
      ),
      fetchLogDays: wholeNumber(
        { min: 1, max: 3650, default: 30 },
        'How long the log of fetches keeps an entry.',
      ),
    }),
    retention: section('How long what is stored is kept; 0 is for ever.', {
      articleDays: keptDays(
        0,
        'How long an article is kept after it was first seen, and all that belongs to it.',
      ),
      revisionDays: keptDays(0, 'How long the former texts of an article are kept after they came.'),
      itemDays: keptDays(
        90,
        'How long raw items are kept; those that articles are made of now stay as long as these.',
      ),
      eventDays: keptDays(
        0,
        'How long the log keeps an event; who comes back with an older cursor is told that events are missing.',
      ),
      deliveryDays: keptDays(
        30,
        'How long a delivery that was made is kept, with its calls. Corrections and kills reach whoever was told of the article for as long.',
      ),
      deadDeliveryDays: keptDays(
        90,
        'How long a delivery that was given up is kept, to be made again, and what waits for a target that is gone.',
      ),
      pushDays: keptDays(7, 'How long what a hub pushed is kept where it could not be read.'),
      tombstoneDays: keptDays(
        1825,
        'How long it is remembered, after an article was deleted, that what feeds still list of it is not new.',
      ),
    }),
    queue: section('Where jobs wait.', {
      redisUrl: optionalText(
        {
          range:
            'redis://host:port, rediss://host:port, redis+sentinel://host:port,host:port/master-name or redis+cluster://host:port,host:port',
          allows: isRedisUrl,
          secretEnv: 'REDIS_URL',
        },
        'The Redis that carries the queues, its database for this installation alone; without one they live in the store.',
      ),
      lockSeconds: wholeNumber(
        { min: 2, max: 3600, default: 30 },
        'After how long without a sign of life a job is taken from its process and given to another.',
      ),
    }),
    schedule: section('When feeds are polled.', {
      tick: text(
        { range: 'a cron expression, with or without seconds', allows: isTick, default: '* * * * * *' },
        'How often the scheduler looks for feeds that are due.',
      ),
      intervalSeconds: wholeNumber(
        { min: 1, max: 30 * daySeconds, default: 900 },
        'How long after one poll a feed is due again while its own pace is not known yet.',
      ),
      minIntervalSeconds: wholeNumber(
        { min: 1, max: 30 * daySeconds, default: 60 },
        'The shortest interval that the pace of a feed leads to.',
      ),
      slowestSeconds: wholeNumber(
        { min: 1, max: 30 * daySeconds, default: 3600 },
        'The longest interval that the pace of a feed leads to, where nothing else asks for a longer one.',
      ),
      maxIntervalSeconds: wholeNumber(
        { min: 1, max: 30 * daySeconds, default: daySeconds },
        'The longest interval that hints of a server can lead to.',
      ),
      fullFetchHours: wholeNumber(
        { min: 1, max: 720, default: 24 },
        'How often a feed is asked for everything, even if its server says that nothing has changed.',
      ),
      moveAdoptDays: wholeNumber(
        { min: 1, max: 365, default: 7 },
        'For how many days permanent redirects must lead to an address before it is asked directly.',
      ),
      jitterRatio: fraction(
        { min: 0, max: 0.5, default: 0.1 },
        'By which share of its interval a poll is moved at random, so that feeds do not fall due all at once.',
      ),
      batchSize: wholeNumber(
        { min: 1, max: 10_000, default: 500 },
        'How many due feeds one tick takes at most.',
      ),
      maxInFlight: wholeNumber(
        { min: 1, max: 100_000, default: 2000 },
        'How many feeds may be waiting in the fetch queue or be fetched at one time.',
      ),
      perHost: wholeNumber(
        { min: 1, max: 100, default: 4 },
        'How many feeds of one host may be in hand at one time, over all processes.',
      ),
      spacingMs: wholeNumber(
        { min: 0, max: 600_000, default: 1000 },
        'How long after the start of one request to a host the next one starts, over all processes; less for a host with so many feeds that a round would take longer than half of intervalSeconds.',
      ),
      hosts: textList(
        {
          range:
            'a host with spacingMs=N, perHost=N or shared behind it, e.g. feeds.example perHost=16 shared',
          allows: isHostTerms,
        },
        'Hosts that are asked in a way of their own; shared: of many publishers, so that the Retry-After of one feed is not for the others.',
      ),
      claimSeconds: wholeNumber(
        { min: 1, max: daySeconds, default: 60 },
        'How long a claimed feed may wait for its fetch before its job is looked after and, if lost, enqueued again.',
      ),
      backoffCeilingSeconds: wholeNumber(
        { min: 60, max: 30 * daySeconds, default: daySeconds / 2 },
        'The longest wait before a failing feed is tried again; no feed is ever given up.',
      ),
      sweepSeconds: wholeNumber(
        { min: 1, max: daySeconds, default: 60 },
        'How old a raw item that still waits must be before it is enqueued again.',
      ),
    }),
    fetch: section('How feeds are fetched.', {
      contact: optionalText(
        { range: 'an https:// address or a mailto: address', allows: isContact },
        'How a publisher can reach you, sent in the User-Agent; without one the User-Agent names the program alone.',
      ),
      timeoutMs: wholeNumber(
        { min: 100, max: 600_000, default: 30_000 },
        'How long one fetch may take, redirects and body included.',
      ),
      connectTimeoutMs: wholeNumber(
        { min: 100, max: 600_000, default: 10_000 },
        'How long opening a connection may take, TLS included.',
      ),
      headersTimeoutMs: wholeNumber(
        { min: 100, max: 600_000, default: 15_000 },
        'How long a server may take from the request to the end of its response headers.',
      ),
      maxBodyBytes: wholeNumber(
        { min: 1024, max: 256 * mebibyte, default: 10 * mebibyte },
        'The largest body that is read, decompressed; a larger one is a failed fetch.',
      ),
      maxHeaderBytes: wholeNumber(
        { min: 1024, max: mebibyte, default: 32_768 },
        'The largest response headers that are read.',
      ),
      maxRedirects: wholeNumber({ min: 0, max: 20, default: 5 }, 'How many redirects one fetch follows.'),
      connectionsPerHost: wholeNumber(
        { min: 1, max: 100, default: 4 },
        'How many connections one process opens to one host.',
      ),
      concurrency: wholeNumber(
        { min: 1, max: 1000, default: 64 },
        'How many fetches one process has in hand at once.',
      ),
      ports: wholeNumbers(
        { min: 1, max: 65_535, standard: [80, 443, 8000, 8008, 8080, 8081, 8443, 8888] },
        'The ports that may be fetched from; a feed at any other is refused.',
      ),
      allowHosts: textList(
        {
          range: 'host names, IP addresses or CIDR ranges, each with or without :PORT behind it',
          allows: isAllowedHost,
        },
        'Hosts that may be fetched although they are in private networks, or at a port that is not one of ports; without a port, at every one.',
      ),
    }),
    websub: section('How hubs push what is new in feeds that name one (WebSub).', {
      callbackUrl: optionalText(
        { range: 'an http:// or https:// address without a slash at its end', allows: isCallbackUrl },
        "The public address of the API's path /websub, which hubs call; without one all feeds are polled.",
      ),
      leaseSeconds: wholeNumber(
        { min: 60, max: 365 * daySeconds, default: 10 * daySeconds },
        'For how long hubs are asked to push before they are asked again; a hub may decide otherwise.',
      ),
      pollSeconds: wholeNumber(
        { min: 60, max: 30 * daySeconds, default: daySeconds / 6 },
        'The longest interval at which a feed is polled while its hub pushes.',
      ),
    }),
    parse: section('How feeds are read.', {
      maxItems: wholeNumber(
        { min: 1, max: 100_000, default: 10_000 },
        'How many items of one feed are read at most.',
      ),
      maxDepth: wholeNumber(
        { min: 20, max: 1000, default: 200 },
        'How deep the tags of a feed may be nested; of what is deeper the text is kept.',
      ),
      timeoutMs: wholeNumber(
        { min: 100, max: 600_000, default: 10_000 },
        'How long reading one feed may take; then it is unreadable.',
      ),
      memoryMiB: wholeNumber(
        { min: 64, max: 8192, default: 512 },
        'How much memory reading one feed may take; then it is unreadable. A feed takes 10 to 20 times its size.',
      ),
    }),
    pages: section('How the pages of items are fetched, for the articles that feeds only tease.', {
      fullText: choice(
        fullTextModes,
        'auto',
        'Whether the pages of items are fetched where their feed does not say: auto where an item only teases, always, or never.',
      ),
      waitSeconds: wholeNumber(
        { min: 1, max: 3600, default: 60 },
        "How long after it was received an item waits for its page at most; then the feed's own text is used.",
      ),
      perHost: wholeNumber(
        { min: 1, max: 100, default: 2 },
        'How many pages of one host may be in hand at one time, over all processes; schedule.spacingMs and schedule.hosts hold for them, too.',
      ),
      maxInFlight: wholeNumber(
        { min: 1, max: 100_000, default: 500 },
        'How many pages may be waiting in the page queue or be fetched at one time.',
      ),
      concurrency: wholeNumber(
        { min: 1, max: 1000, default: 16 },
        'How many pages one process has in hand at once.',
      ),
    }),
    normalize: section('How items become articles.', {
      concurrency: wholeNumber(
        { min: 1, max: 64, default: 16 },
        'How many normalize jobs, each with the items of one fetch, one process has in hand at once.',
      ),
      batchSize: wholeNumber(
        { min: 1, max: 1000, default: 100 },
        'How many items are stored in one transaction.',
      ),
      anewDays: wholeNumber(
        { min: 1, max: 3650, default: 30 },
        'How far back articles are made anew of their items when the rules of their feed change.',
      ),
      unmatchedRuleDays: wholeNumber(
        { min: 1, max: 90, default: 7 },
        "After how many days without finding anything, while it is tried, an operator's rule is told of as unmatched.",
      ),
    }),
    stories: section('How articles of several outlets become one story.', {
      windowDays: wholeNumber(
        { min: 1, max: 365, default: 14 },
        'How much older an article may be for a new one to join its story.',
      ),
    }),
    deliver: section('How subscriptions are told of events.', {
      concurrency: wholeNumber(
        { min: 1, max: 1000, default: 32 },
        'How many targets one process calls at a time.',
      ),
      callsAtOnce: wholeNumber(
        { min: 1, max: 100, default: 4 },
        'How many calls to one target are made at a time; events of one article are never in two of them.',
      ),
      timeoutMs: wholeNumber(
        { min: 100, max: 60_000, default: 15_000 },
        'How long a call may take, its answer included.',
      ),
      retrySeconds: wholeNumbers(
        {
          min: 1,
          max: 7 * daySeconds,
          least: 1,
          standard: [5, 60, 300, 1800, 2 * 3600, 6 * 3600, 12 * 3600, 20 * 3600, 32 * 3600],
        },
        'How long after each call that failed the next one is made; a message that is refused once more than there are pauses is given up.',
      ),
      pauseHours: wholeNumber(
        { min: 1, max: 720, default: 72 },
        'For how many hours a target may take nothing before its subscription is given up, until an operator resumes it.',
      ),
      allowHosts: textList(
        {
          range: 'host names, IP addresses or CIDR ranges, each with or without :PORT behind it',
          allows: isAllowedHost,
        },
        'Hosts that may be called although they are in private networks, or at a port that is not one of fetch.ports; without a port, at every one.',
      ),
    }),
    mail: section('How e-mail is sent; it is while smtpUrl, from and baseUrl are set.', {
      smtpUrl: optionalText(
        {
          range: 'smtp://user:password@host:port or smtps://…',
          allows: isSmtpUrl,
          secretEnv: 'SMTP_URL',
        },
        'The mail server that takes mails in.',
      ),
      from: optionalText(
        { range: 'an address, or a name and an address in < >', allows: isMailbox },
        'Whom mails come from.',
      ),
      replyTo: optionalText(
        { range: 'an address, or a name and an address in < >', allows: isMailbox },
        'Who gets the answers to mails; without one, whom they come from.',
      ),
      baseUrl: optionalText(
        { range: 'an http:// or https:// address without a slash at its end', allows: isCallbackUrl },
        'The public address of the API, where recipients unsubscribe at /unsubscribe; mail programs want https.',
      ),
    }),
    outputs: section('Feeds that are given out.', {
      publicUrl: optionalText(
        { range: 'an http:// or https:// address without a slash at its end', allows: isCallbackUrl },
        'The public address of the API, by which feeds name themselves and their archives; without one, the address a reader came by.',
      ),
      hubUrl: optionalText(
        { range: 'an http:// or https:// address', allows: isHttpUrl },
        'The WebSub hub that is told of new entries; needs publicUrl. A hub in a private network has to be one of deliver.allowHosts.',
      ),
    }),
    api: section('The HTTP API.', {
      host: text(
        { range: 'a host name or an IP address', allows: isHost, default: '127.0.0.1' },
        'The address the API listens on; 0.0.0.0 or :: opens it to the network.',
      ),
      port: wholeNumber(
        { min: 0, max: 65_535, default: 8080 },
        'The port the API listens on; 0 takes any free one.',
      ),
      rateLimitPerMinute: wholeNumber(
        { min: 1, max: 1_000_000, default: 600 },
        'How many requests one client may make in a minute.',
      ),
      maxPageSize: wholeNumber(
        { min: 1, max: 10_000, default: 1000 },
        'How many articles or events one answer holds at most.',
      ),
      heartbeatSeconds: wholeNumber(
        { min: 1, max: 300, default: 15 },
        'How often a stream without events shows that it lives; proxies give silent ones up.',
      ),
    }),
    log: section('What the processes write to their output.', {
      level: choice(
        ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'],
        'info',
        'The least severe messages that are written.',
      ),
    }),
  },
  'use a map of sections',
);

/** All settings, checked. Times, sizes and counts are in the unit their name says. */
export type Settings = z.output<typeof settingsSchema>;

function keptDays(standard: number, sentence: string) {
  return wholeNumber({ min: 0, max: 36_500, default: standard }, sentence);
}

function isPath(path: string): boolean {
  return path.trim() !== '' && !path.includes('\0');
}

function isTick(expression: string): boolean {
  const fields = expression.trim().split(/\s+/).length;
  return (fields === 5 || fields === 6) && isNodeCronExpression(expression);
}

function isHost(host: string): boolean {
  return isHostOrRange(host) && !host.includes('/');
}
