/** Hours east of UTC of the zone names feeds use. Ambiguous ones (IST, CST) as RFC 822 or their most frequent use has them. */
const zoneHours: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  akdt: -8,
  hst: -10,
  ast: -4,
  adt: -3,
  nst: -3.5,
  ndt: -2.5,
  brt: -3,
  art: -3,
  bst: 1,
  west: 1,
  cet: 1,
  met: 1,
  mez: 1,
  cest: 2,
  mest: 2,
  mesz: 2,
  eet: 2,
  sast: 2,
  cat: 2,
  eest: 3,
  msk: 3,
  eat: 3,
  trt: 3,
  gst: 4,
  pkt: 5,
  ist: 5.5,
  npt: 5.75,
  ict: 7,
  wib: 7,
  hkt: 8,
  sgt: 8,
  awst: 8,
  pht: 8,
  jst: 9,
  kst: 9,
  acst: 9.5,
  acdt: 10.5,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
};

/** No place on earth is further from UTC, in minutes. */
const maxOffset = 15 * 60;

/**
 * Minutes east of UTC of a zone in lower case: `z`, `+0200`, `+02:00`, `-5`, `gmt+1`, `est`. An unknown name counts as
 * UTC (RFC 2822 §4.3), as does none; null where the text is no zone at all.
 */
export function zoneMinutes(text: string): number | null {
  const zone = text.trim();
  const numeric = /^(?:gmt|utc?)? ?([+\-\u2212])(\d{1,2}):?(\d{1,2})?( .*)?$/.exec(zone);
  if (numeric) return offsetOf(numeric);
  if (zone === '') return 0;
  const name = /^[a-z]{1,5}/.exec(zone)?.[0];
  if (name === undefined) return null;
  return (Object.hasOwn(zoneHours, name) ? (zoneHours[name] ?? 0) : 0) * 60;
}

function offsetOf([, sign, hours, minutes = '0']: RegExpExecArray): number | null {
  const size = Number(hours) * 60 + Number(minutes);
  if (size > maxOffset) return 0;
  return sign === '+' ? size : -size;
}
