/** Formats instants in the service book's zone, as the cards do. */

const formats = new Map();

function format(state, name, options) {
  const key = `${state.language} ${state.timeZone} ${name}`;
  if (!formats.has(key)) {
    const locale = state.language === 'en' ? 'en-GB' : state.language;
    formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: state.timeZone, hourCycle: 'h23', ...options }));
  }
  return formats.get(key);
}

/** `08:10` */
export function clockTime(state, at) {
  return format(state, 'time', { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** `Monday 28 September 2026`, `2026年9月28日星期一` */
export function dayName(state, at) {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
  return format(state, 'day', options).format(at);
}

/** `Mon, 28 Sept 2026`, `2026年9月28日周一` */
export function shortDay(state, at) {
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };
  return format(state, 'short-day', options).format(at);
}

/** `Mon, 28 Sept, 08:10`: for a time that may be on another day. */
export function dayAndTime(state, at) {
  const options = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
  return format(state, 'day-time', options).format(at);
}

/** `GMT+8` */
export function zoneName(state, at) {
  const parts = format(state, 'zone', { timeZoneName: 'shortOffset' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName').value;
}

/** `2026-09-28T08:10`, the value of an input for wall-clock time. */
export function wallTime(state, at) {
  const swedish = new Intl.DateTimeFormat('sv-SE', {
    timeZone: state.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return swedish.format(at).replace(' ', 'T');
}
