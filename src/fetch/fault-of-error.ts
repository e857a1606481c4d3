import type { FetchFailureCode } from '../domain/fetch-outcome.ts';
import { FetchFault } from './fetch-fault.ts';

/** The `code` of errors of Node (system, DNS, OpenSSL, zlib), llhttp and undici, as failure codes. */
const codeOfErrorCode: ReadonlyArray<readonly [RegExp, FetchFailureCode]> = [
  [/^(ENOTFOUND|ENODATA|ESERVFAIL|EAI_\w+)$/, 'dns'],
  [/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'timeout'],
  [/^(ECONN\w+|EPIPE|E(HOST|NET)(UNREACH|DOWN)|EADDRNOTAVAIL|EACCES|EPERM|UND_ERR_SOCKET)$/, 'connect'],
  [/^(EPROTO$|ERR_(TLS|SSL|OSSL)_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH$)/, 'tls'],
  [/^(INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|ERROR_IN_C\w+)$/, 'tls'],
  [/^UND_ERR_HEADERS_OVERFLOW$/, 'too-large'],
  [/^(Z_|ZSTD_|ERR__ERROR_)/, 'bad-encoding'],
  [/^(ABORT_ERR|UND_ERR_(ABORT|ABORTED|CLOSED|DESTROYED))$/, 'aborted'],
];

const settingOfErrorCode: ReadonlyMap<string, string> = new Map([
  ['UND_ERR_CONNECT_TIMEOUT', 'fetch.connectTimeoutMs'],
  ['UND_ERR_HEADERS_TIMEOUT', 'fetch.headersTimeoutMs'],
  ['UND_ERR_HEADERS_OVERFLOW', 'fetch.maxHeaderBytes'],
]);

/** The one place that reads errors of undici and Node. What it does not know is `protocol`. */
export function faultOfError(error: unknown): FetchFault {
  if (error instanceof FetchFault) return error;
  const errorCode = codeOf(error);
  const known = codeOfErrorCode.find(([pattern]) => pattern.test(errorCode));
  const setting = settingOfErrorCode.get(errorCode);
  const message = setting === undefined ? messageOf(error) : `${messageOf(error)}; the limit is ${setting}`;
  return new FetchFault(known?.[1] ?? 'protocol', message);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** An AggregateError (several addresses tried in vain) says nothing itself; its first error does. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return messageOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
