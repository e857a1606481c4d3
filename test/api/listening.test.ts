import { describe, expect, test } from 'vitest';
import { decideListening } from '../../src/api/listening.ts';

describe('where the API listens', () => {
  test('is where the settings say, once there are keys', () => {
    expect(decideListening({ host: '0.0.0.0', hasKeys: true })).toEqual({
      host: '0.0.0.0',
      requireKey: true,
      notice: null,
    });
  });

  test('is this machine alone while there is no key, and the notice says so', () => {
    const { host, requireKey, notice } = decideListening({ host: '0.0.0.0', hasKeys: false });
    expect([host, requireKey]).toEqual(['127.0.0.1', false]);
    expect(notice).toContain('127.0.0.1 alone');
    expect(notice).toContain('0.0.0.0');
  });
});
