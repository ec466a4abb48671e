import { readFile } from 'node:fs/promises';
import { noticeOf } from '../desk/holiday/holiday.ts';
import { readNotice } from '../desk/holiday/read.ts';
import type { HolidayNotice } from '../desk/sla/calendar-spec.ts';
import { coverageOf, noticesWith } from '../desk/sla/workdays-cn.ts';
import { t } from '../i18n/i18n.ts';
import { refusalWords } from '../i18n/refusal.ts';
import { decodeText } from '../lib/decode-text.ts';

/** Of `clock`, whose options are named in English. */
const LANGUAGE = 'en';

/** The shipped notices and the one of a file. Throws RangeError if the file cannot be read as one. */
export async function readNotices(file: string): Promise<readonly HolidayNotice[]> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (problem) {
    throw new RangeError(`--holidays ${file}: ${problem instanceof Error ? problem.message : problem}`);
  }
  // A text without its year is of one near the last known: the answer is the same on every day.
  const knownUntil = coverageOf(noticesWith([]));
  const read = readNotice(decodeText(bytes), { asked: undefined, today: knownUntil, knownUntil });
  if (!read.ok)
    throw new RangeError(`--holidays ${file}: ${t(LANGUAGE, read.code, refusalWords(read.params, LANGUAGE))}`);
  return noticesWith([noticeOf(read.value, file)]);
}
