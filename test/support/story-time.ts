/** How stories write instants, on China's clock: `10:05`, `10:07:30` on the story's day, `11-24 02:55`, `2027-01-01 09:00`. */
const TOLD = /^(?:(?:(\d{4})-)?(\d\d-\d\d) )?(\d\d:\d\d)(:\d\d)?$/;
const OFFSET = 8 * 3_600_000;

/** Throws on a text that is no time, so that no story runs on a slip of the pen. */
export function tellInstant(text: string, day: string): number {
  const [, year, date, time, seconds = ':00'] = TOLD.exec(text) ?? [];
  const on = date === undefined ? day : `${year ?? '2026'}-${date}`;
  const at = Date.parse(`${on}T${time}${seconds}+08:00`);
  if (Number.isNaN(at)) throw new Error(`not a time of a story: ${text}`);
  return at;
}

/** The shortest text that `tellInstant` reads back on that day. */
export function sayInstant(at: number, day: string): string {
  const iso = new Date(at + OFFSET).toISOString();
  const time = iso.slice(11, iso.slice(17, 19) === '00' ? 16 : 19);
  if (iso.startsWith(day) && day !== '') return time;
  return day === '' || !iso.startsWith(day.slice(0, 4)) ? `${iso.slice(0, 10)} ${time}` : `${iso.slice(5, 10)} ${time}`;
}
