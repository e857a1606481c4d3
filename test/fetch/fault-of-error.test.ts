import { describe, expect, test } from 'vitest';
import { faultOfError } from '../../src/fetch/fault-of-error.ts';
import { FetchFault } from '../../src/fetch/fetch-fault.ts';

function errorWith(code: string): Error {
  return Object.assign(new Error(`said ${code}`), { code });
}

describe('faultOfError', () => {
  test.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'connect'],
    ['ECONNRESET', 'connect'],
    ['EHOSTUNREACH', 'connect'],
    ['ENETUNREACH', 'connect'],
    ['UND_ERR_SOCKET', 'connect'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['UND_ERR_HEADERS_OVERFLOW', 'too-large'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['EPROTO', 'tls'],
    ['Z_DATA_ERROR', 'bad-encoding'],
    ['UND_ERR_ABORTED', 'aborted'],
    ['HPE_INVALID_CONSTANT', 'protocol'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'protocol'],
    ['NEVER_HEARD_OF', 'protocol'],
  ])('%s is %s', (errorCode, code) => {
    const fault = faultOfError(errorWith(errorCode));
    expect(fault.code).toBe(code);
    expect(fault.message).toContain(`said ${errorCode}`);
  });

  test('names the setting behind a limit', () => {
    expect(faultOfError(errorWith('UND_ERR_HEADERS_OVERFLOW')).message).toContain('fetch.maxHeaderBytes');
  });

  test('hands a FetchFault on as it is', () => {
    const fault = new FetchFault('too-large', 'much');
    expect(faultOfError(fault)).toBe(fault);
  });

  test('tells the first reason where several addresses were tried in vain', () => {
    const error = Object.assign(new AggregateError([errorWith('ECONNREFUSED')], ''), {
      code: 'ECONNREFUSED',
    });
    expect(faultOfError(error)).toMatchObject({ code: 'connect', message: 'said ECONNREFUSED' });
  });

  test.each([undefined, null, 'text', { code: 7 }])('%o that was thrown is a protocol fault', (thrown) => {
    expect(faultOfError(thrown).code).toBe('protocol');
  });
});
