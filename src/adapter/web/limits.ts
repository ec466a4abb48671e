import { DAY, HOUR, MINUTE, SECOND } from '../../lib/instant.ts';

const MEGABYTE = 1024 * 1024;

/** What the pages take, and for how long what they give out is good. */
export const LIMITS = {
  files: 10,
  fileMegabytes: 20,
  fileBytes: 20 * MEGABYTE,
  requestMegabytes: 60,
  /** A whole request: files, words, and what wraps them. */
  requestBytes: 60 * MEGABYTE,
  /** Fields of a form beside its files, and each of them. */
  fields: 40,
  fieldBytes: 128 * 1024,
  /** A file's name as it is kept, in characters. */
  nameChars: 120,
  personChars: 80,
  contactChars: 110,
  /** How long a browser may send nothing, and how long all of it may take. */
  silenceMs: 30 * SECOND,
  requestMs: 15 * MINUTE,
  /** After a refusal the rest of a body is thrown away for so long, so that the sender reads the answer. */
  lingerMs: 2 * SECOND,
  /** What may be sent by one link within a while. */
  posts: 30,
  postsMs: 10 * MINUTE,
  ticketLinkMs: 7 * DAY,
  /** Of people whom no chat reaches: to report, and to follow what they reported. */
  reportLinkMs: 90 * DAY,
  inspectionLinkMs: 7 * DAY,
  fileLinkMs: 7 * DAY,
  formMs: DAY,
  /** What may be sent through one page, and by all people of one customer, within `quotaMs`. */
  quotaMs: 30 * DAY,
  quotaDays: 30,
  linkFiles: 200,
  linkMegabytes: 1_000,
  linkBytes: 1_000 * MEGABYTE,
  customerFiles: 2_000,
  customerMegabytes: 10_000,
  customerBytes: 10_000 * MEGABYTE,
  /** How often leftovers are looked for; an unfinished file of this age was abandoned, for a request takes 15 min at most. */
  sweepEveryMs: HOUR,
  partMs: HOUR,
  /** A file that no ticket came to have is swept away after so long. */
  orphanMs: DAY,
  /** Submissions whose outcome is remembered, so that a second try gets the same. */
  remembered: 1_000,
} as const;
