import { type NormalizingMeasurement, normalizingSeconds } from '../normalize/measure-normalizing.ts';
import { table, whole } from './table.ts';

/** Rates of normalization as Markdown, with what they were measured on. */
export function renderNormalizing({ items, pages }: NormalizingMeasurement): string {
  const [own] = pages;
  const rows = pages.map(({ subject, perSecond, peakRssMiB }) => [
    subject,
    perSecond.toFixed(1),
    (perSecond / (own?.perSecond ?? Number.NaN)).toFixed(2),
    whole(peakRssMiB),
  ]);
  return [
    table(['whole pages', 'pages/s', 'times wiredesk', 'peak MiB'], rows),
    '',
    `${own?.count ?? 0} pages of ${whole(own?.bytesEach ?? 0)} bytes on average, from HTML to article; the others find the body and some fields. Feed items,`,
    `${whole(items.count)} of ${whole(items.bytesEach)} bytes, from raw item to article: ${whole(items.perSecond)} a second. By CPU time of a fresh process, warmed up for`,
    `${normalizingSeconds / 2} s of it and measured for ${normalizingSeconds} s.`,
  ].join('\n');
}
