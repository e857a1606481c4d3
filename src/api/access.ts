import type { FastifyReply, FastifyRequest } from 'fastify';
import { WiredeskError } from '../domain/errors.ts';
import { type ApiKey, type ApiScope, findKey, hashKey, markKeyUsed } from '../store/api-keys.ts';
import type { Db } from '../store/db.ts';
import type { KeyNeed } from './key-need.ts';
import type { KeyRate } from './key-rate.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a key must allow to use the route; absent: the route is open to everybody. */
    scope?: ApiScope;
    /** Lets this machine in without a key. */
    isOpenToLoopback?: boolean;
    /** Called by strangers under the public name of this machine, also while there are no keys. */
    isPublic?: boolean;
  }
  interface FastifyRequest {
    /** The key that let the request in; null where none was asked for. */
    apiKey: ApiKey | null;
  }
}

export interface AccessDeps {
  db: Db;
  now: () => Date;
  keyNeed: KeyNeed;
  keyRate: KeyRate;
}

const included: Record<ApiScope, ApiScope[]> = {
  read: ['read'],
  operate: ['operate', 'read'],
  admin: ['admin', 'operate', 'read'],
};
const longestAuthorization = 200;

/** The hook that asks for an API key (RFC 6750) where the route wants one. */
export function createAccessHook({ db, now, keyNeed, keyRate }: AccessDeps) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { scope, isOpenToLoopback, isPublic } = request.routeOptions.config;
    if (isPublic) return;
    const isOpen = !scope || (isOpenToLoopback && isLocal(request));
    // What is open to all answers also while the store does not.
    if (!(isOpen ? keyNeed.isKnown() : await keyNeed.isGiven())) return refuseForeignPages(request);
    if (isOpen) return;

    const secret = bearerToken(request);
    if (!secret)
      return refuse(
        reply,
        'unauthorized',
        'Bearer realm="wiredesk"',
        'send an API key: "authorization: Bearer wd_…"',
      );
    const key = await findKey(db, hashKey(secret), now());
    if (!key) {
      const challenge = 'Bearer realm="wiredesk", error="invalid_token"';
      return refuse(reply, 'unauthorized', challenge, 'the API key is not known, was revoked or has expired');
    }
    if (!key.scopes.some((held) => included[held].includes(scope))) {
      const challenge = `Bearer realm="wiredesk", error="insufficient_scope", scope="${scope}"`;
      return refuse(
        reply,
        'forbidden',
        challenge,
        `this needs a key with scope ${scope}; ${key.name} has ${key.scopes.join(', ')}`,
      );
    }
    request.apiKey = key;
    await keyRate(request, reply);
    await markKeyUsed(db, key, now());
  };
}

function bearerToken(request: FastifyRequest): string | null {
  const header = request.headers.authorization ?? '';
  if (header.length > longestAuthorization) return null;
  return /^Bearer (\S+)$/i.exec(header)?.[1] ?? null;
}

function refuse(
  reply: FastifyReply,
  code: 'unauthorized' | 'forbidden',
  challenge: string,
  message: string,
): never {
  reply.header('www-authenticate', challenge);
  throw new WiredeskError(code, message);
}

/** A request through a proxy comes from this machine too, but not from its people. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const isProxied = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !isProxied && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '');
}

/**
 * Without keys, being on this machine is all it takes, and so is every page that a browser here shows. Refused are
 * requests by another name than this machine's (DNS rebinding) and those that another site's page sends.
 */
function refuseForeignPages({ headers }: FastifyRequest): void {
  const host = URL.parse(`http://${headers.host ?? ''}`);
  if (!host || !['localhost', '127.0.0.1', '[::1]'].includes(host.hostname)) {
    throw new WiredeskError('forbidden', 'without an API key the API answers to localhost alone');
  }
  if (headers.origin !== undefined && URL.parse(headers.origin)?.host !== host.host) {
    throw new WiredeskError('forbidden', 'without an API key the API answers no page of another site');
  }
}
