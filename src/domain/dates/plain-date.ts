const eastAsianDay = /(\d{4}) ?[年년][. ]*(\d{1,2}) ?[月월][. ]*(\d{1,2}) ?[日일]/;
const eastAsianTime = /(\d{1,2}) ?[時时点시:](?: ?(\d{1,2}) ?[分분]?)?(?: ?[:]?(\d{1,2}) ?[秒초]?)?/;
const vietnameseDay = /(\d{1,2}) tháng (\d{1,2}),? (?:năm )?(\d{4})/;
const morning = /(?:오전|上午|午前|π\.?μ\.?|ق\.ظ)/;
const evening = /(?:오후|下午|午後|μ\.?μ\.?|ب\.ظ)/;
const korean = /[년월일시분]|오전|오후/;

/** Characters that count as ten digits from there: Arabic, Persian, Devanagari, Bengali, Thai. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

/**
 * A date as one line in lower case, with ASCII digits, and with what East Asian and Vietnamese dates are written with
 * replaced by what the others are. Korean dates without a zone are meant in Korea.
 */
export function plainDate(value: string): string {
  const text = asciiDigits(value.normalize('NFKC')).replace(/\s+/g, ' ').trim().toLowerCase();
  if (/^[\x20-\x7e]*$/.test(text))
    return text.replace(/ ?\[[\w/+-]+\]$/, (zone) => ` ${zone.trim().slice(1, -1)}`);
  const day = text.replace(eastAsianDay, '$1-$2-$3 ').replace(vietnameseDay, '$1.$2.$3');
  const isAsian = day !== text || morning.test(text) || evening.test(text);
  return isAsian ? plainClock(day, korean.test(text)) : text;
}

function plainClock(text: string, isKorean: boolean): string {
  const half = evening.test(text) ? ' pm' : morning.test(text) ? ' am' : '';
  const clock = text.replace(morning, '').replace(evening, '').replace(/\s+/g, ' ').trim();
  const dayEnd = /^\S+ /.exec(clock)?.[0].length ?? clock.length;
  const time = clock
    .slice(dayEnd)
    .replace(
      eastAsianTime,
      (_, hour: string, minute = '00', second = '00') => `${hour}:${minute}:${second}${half}`,
    );
  const hasZone = /[+-]\d|z$|gmt|kst/.test(time);
  return `${clock.slice(0, dayEnd)}${time}${isKorean && time !== '' && !hasZone ? ' kst' : ''}`.trim();
}

function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = zeros.findLast((first) => first <= code) ?? code;
    return String(code - zero);
  });
}
