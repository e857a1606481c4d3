import type { Dispatcher } from 'undici';
import type {
  Fetched,
  FetchOutcome,
  FreshnessHints,
  Moved,
  NotModified,
  Validators,
} from '../domain/fetch-outcome.ts';
import { botWallOf } from './bot-wall.ts';
import { FetchFault } from './fetch-fault.ts';
import { readBeginning, readBody } from './read-body.ts';
import { type Hop, isRedirect, nextHop, shownAddress } from './redirect-hop.ts';
import { isConditional, type OwnHeaders, validatorsOf } from './request-headers.ts';
import { headerOf, joinedOf, type ResponseHeaders } from './response-headers.ts';

export interface Redirected {
  kind: 'redirected';
  to: Hop;
}

/** What is read of an answer. */
export interface WantedBody {
  /** So many bytes from its beginning are enough; the whole body unless given. */
  beginningBytes?: number;
}

/** A longer body that nobody wants costs its connection. */
const maxUnwantedBodyBytes = 64 * 1024;

/** What the answer to one request means. Throws a FetchFault where it is no usable one. */
export async function readAnswer(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  hints: FreshnessHints,
  hop: Hop,
  request: OwnHeaders & WantedBody,
  limits: { maxBodyBytes: number; maxRedirects: number },
): Promise<FetchOutcome | Redirected> {
  const url = shownAddress(hop.url);
  const validators = validatorsOf(headers);
  if (status === 200 || status === 203) {
    const contentType = headerOf(headers, 'content-type');
    const { beginningBytes } = request;
    const bytes =
      beginningBytes === undefined
        ? await readBody(body, headers, limits.maxBodyBytes)
        : await readBeginning(body, headers, beginningBytes);
    refuseWall(status, headers, bytes);
    const link = joinedOf(headers, 'link');
    return movedIfForGood(hop, {
      kind: 'fetched',
      status,
      url,
      body: bytes,
      contentType,
      link,
      validators,
      hints,
    });
  }
  const page = await readBeginning(body, headers, maxUnwantedBodyBytes);
  if (status === 304 && hop.atHome && isConditional(request)) {
    const current = mergeValidators(validators, request.validators);
    return movedIfForGood(hop, { kind: 'not-modified', status, url, validators: current, hints });
  }
  if (isRedirect(status)) {
    return {
      kind: 'redirected',
      to: nextHop(hop, status, headerOf(headers, 'location'), limits.maxRedirects),
    };
  }
  refuseWall(status, headers, page);
  if (status === 410) return { kind: 'gone', status, url };
  if (status === 429 || (status === 503 && hints.retryAfterSeconds !== null)) {
    return { kind: 'rate-limited', status, url, hints };
  }
  throw new FetchFault('http-status', `the server answered ${status}`);
}

/** @throws FetchFault bot-wall where the answer is not the publisher's but a challenge. */
function refuseWall(status: number, headers: ResponseHeaders, body: Uint8Array): void {
  const wall = botWallOf(
    status,
    headers,
    Buffer.from(body.subarray(0, maxUnwantedBodyBytes)).toString('latin1'),
  );
  if (wall === null) return;
  const way = "ask the publisher to let this feed's readers in, and name fetch.contact";
  throw new FetchFault('bot-wall', `a bot wall (${wall}) answered ${status}; ${way}`);
}

function movedIfForGood(hop: Hop, answer: Fetched | NotModified): Moved | Fetched | NotModified {
  const isMoved = hop.visited.length > 0 && hop.permanent;
  return isMoved ? { kind: 'moved', to: hop.url.href, answer } : answer;
}

/** A 304 need not repeat the validators it confirms. */
function mergeValidators(answered: Validators, sent: Validators): Validators {
  return {
    etag: answered.etag ?? sent.etag,
    lastModified: answered.lastModified ?? sent.lastModified,
  };
}
