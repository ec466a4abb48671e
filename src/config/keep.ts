import { z } from 'zod';

const LONGEST = 36_500;

/** For how many days something is kept; left out: for good. */
function days(least: number) {
  const allowed = `a whole number of days from ${least} to ${LONGEST}`;
  return z.coerce.number(allowed).int('a whole number of days').min(least, allowed).max(LONGEST, allowed).optional();
}

/** A week: platforms deliver again for that long, and people look back at what they were told. */
const WEEK = 7;

/** The settings by which old data goes (docs/privacy.md); `setting` makes an empty variable one that is not set. */
export function keepSettings<S>(setting: (schema: ReturnType<typeof days>) => S) {
  return {
    KEEP_CASE_WORDS_DAYS: setting(days(WEEK)),
    KEEP_CASE_FILES_DAYS: setting(days(WEEK)),
    KEEP_MAIL_DAYS: setting(days(WEEK)),
    KEEP_NOTICE_DAYS: setting(days(WEEK)),
    KEEP_CHAT_DAYS: setting(days(1)),
    KEEP_ACCESS_DAYS: setting(days(1)),
  } as const;
}

/** In days; undefined: for good. */
export interface Keeping {
  readonly caseWords?: number | undefined;
  readonly caseFiles?: number | undefined;
  readonly mail?: number | undefined;
  readonly notices?: number | undefined;
  readonly chat?: number | undefined;
  readonly access?: number | undefined;
}

export function keeping(
  settings: Readonly<Partial<Record<keyof ReturnType<typeof keepSettings>, number | undefined>>>,
): Keeping {
  return {
    caseWords: settings.KEEP_CASE_WORDS_DAYS,
    caseFiles: settings.KEEP_CASE_FILES_DAYS,
    mail: settings.KEEP_MAIL_DAYS,
    notices: settings.KEEP_NOTICE_DAYS,
    chat: settings.KEEP_CHAT_DAYS,
    access: settings.KEEP_ACCESS_DAYS,
  };
}
