/** Hours east of UTC of the zone names feeds use. Ambiguous ones (IST, CST) as RFC 822 or their most frequent use has them. */
const namesByHours: [number, string][] = [
  [-10, 'hst'],
  [-9, 'akst'],
  [-8, 'pst pt akdt'],
  [-7, 'mst mt pdt'],
  [-6, 'cst ct mdt'],
  [-5, 'est et cdt'],
  [-4, 'edt ast'],
  [-3.5, 'nst'],
  [-3, 'adt brt art'],
  [-2.5, 'ndt'],
  [0, 'ut utc gmt z wet'],
  [1, 'bst west cet met mez'],
  [2, 'cest mest mesz eet sast cat'],
  [3, 'eest msk eat trt'],
  [4, 'gst'],
  [5, 'pkt'],
  [5.5, 'ist'],
  [5.75, 'npt'],
  [7, 'ict wib'],
  [8, 'hkt sgt awst pht'],
  [9, 'jst kst'],
  [9.5, 'acst'],
  [10, 'aest'],
  [10.5, 'acdt'],
  [11, 'aedt'],
  [12, 'nzst'],
  [13, 'nzdt'],
];

const zoneHours = new Map(
  namesByHours.flatMap(([hours, names]) => names.split(' ').map((name) => [name, hours] as const)),
);

/** No place on earth is further from UTC, in minutes. */
const maxOffset = 15 * 60;

/**
 * Minutes east of UTC of a zone in lower case: `z`, `+0200`, `+02:00`, `-5`, `gmt+1`, `est`, `europe/berlin` at that local
 * time (milliseconds, as if in UTC). An unknown name counts as UTC (RFC 2822 §4.3), as does none; null where the text is
 * no zone at all.
 */
export function zoneOffset(text: string, localTime: number): number | null {
  const zone = text.trim();
  const numeric = /^(?:gmt|utc?|z)? ?([+\-\u2212])(\d{1,2}):?(\d{1,2})?(?: .*)?$/.exec(zone);
  if (numeric) return offsetOf(numeric);
  if (zone === '') return 0;
  const place = /^[a-z]{2,20}\/[a-z_+/-]{2,40}$/.exec(zone);
  if (place !== null) return placeOffset(zone, localTime);
  const name = /^[a-z]{1,5}/.exec(zone)?.[0];
  if (name === undefined) return null;
  return (zoneHours.get(name) ?? 0) * 60;
}

/** By the IANA time zone database; unknown places count as UTC. */
function placeOffset(timeZone: string, localTime: number): number {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(localTime).find(({ type }) => type === 'timeZoneName')?.value;
    const numeric = /([+-])(\d{2}):(\d{2})/.exec(name ?? '');
    return numeric === null ? 0 : offsetOf(numeric);
  } catch {
    return 0;
  }
}

function offsetOf([, sign, hours, minutes = '0']: RegExpExecArray): number {
  const size = Number(hours) * 60 + Number(minutes);
  if (size > maxOffset) return 0;
  return sign === '+' ? size : -size;
}
