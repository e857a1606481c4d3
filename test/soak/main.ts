/** `npm run soak`: deliveries under trouble for as long as it takes; see test/soak/deliveries/run-soak.ts. */
import { parseArgs } from 'node:util';
import { renderReport } from './deliveries/render-report.ts';
import { runSoak } from './deliveries/run-soak.ts';

const { values } = parseArgs({
  options: {
    subscriptions: { type: 'string', default: '1000' },
    topics: { type: 'string', default: '200' },
    articles: { type: 'string', default: '2000' },
    events: { type: 'string', default: '4000' },
    strikes: { type: 'string', default: '60' },
    patience: { type: 'string', default: '600' },
  },
});
const report = await runSoak({
  subscriptions: Number(values.subscriptions),
  topics: Number(values.topics),
  articles: Number(values.articles),
  events: Number(values.events),
  strikes: Number(values.strikes),
  patienceMs: Number(values.patience) * 1000,
});
process.stdout.write(`${renderReport(report)}\n`);
process.exitCode = report.faults.length === 0 ? 0 : 1;
