import { describe, expect, test } from 'vitest';
import { canStartServices } from '../support/services.ts';
import { renderReport } from './deliveries/render-report.ts';
import { runSoak } from './deliveries/run-soak.ts';

const required = process.env['WIREDESK_TEST_SERVICES'] === 'required';

describe('every event reaches every subscription and reader of the log, in order', () => {
  test.skipIf(!canStartServices && !required)(
    'while receivers fail, workers are killed, Redis is flushed and PostgreSQL restarts',
    { timeout: 180_000 },
    async () => {
      const report = await runSoak({
        subscriptions: 60,
        topics: 12,
        articles: 60,
        events: 120,
        strikes: 6,
        patienceMs: 120_000,
      });
      expect(report.faults, renderReport(report)).toEqual([]);
      expect(report.logLength).toBeGreaterThan(100);
    },
  );
});
