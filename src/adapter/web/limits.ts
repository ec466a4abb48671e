import { DAY, HOUR, MINUTE, SECOND } from '../../lib/instant.ts';

const MEGABYTE = 1024 * 1024;

/** Limits of requests to the pages, and how long links are valid. */
export const LIMITS = {
  files: 10,
  fileMegabytes: 20,
  fileBytes: 20 * MEGABYTE,
  requestMegabytes: 60,
  /** A whole request: files, fields and their encoding. */
  requestBytes: 60 * MEGABYTE,
  /** Fields of a form besides files, and the size of each. */
  fields: 40,
  fieldBytes: 128 * 1024,
  /** A file's name as stored, in characters. */
  nameChars: 120,
  personChars: 80,
  contactChars: 110,
  /** How long a browser may send nothing, and how long a whole request may take. */
  silenceMs: 30 * SECOND,
  requestMs: 15 * MINUTE,
  /** After a refusal the rest of a body is read and dropped for this long, so that the browser gets the answer. */
  lingerMs: 2 * SECOND,
  /** Submissions allowed per link, in `postsMs`. */
  posts: 30,
  postsMs: 10 * MINUTE,
  ticketLinkMs: 7 * DAY,
  /** For people without a chat: to report a fault, and to follow the ticket. */
  reportLinkMs: 90 * DAY,
  inspectionLinkMs: 7 * DAY,
  boardLinkMs: 10 * MINUTE,
  fileLinkMs: 7 * DAY,
  /** Calendars are subscribed to for years: their link ends when it is revoked. */
  dutyLinkUntil: Date.UTC(9999, 0),
  formMs: DAY,
  /** Uploads allowed per page and per customer, within `quotaMs`. */
  quotaMs: 30 * DAY,
  quotaDays: 30,
  linkFiles: 200,
  linkMegabytes: 1_000,
  linkBytes: 1_000 * MEGABYTE,
  customerFiles: 2_000,
  customerMegabytes: 10_000,
  customerBytes: 10_000 * MEGABYTE,
  /**
   * How often leftovers are removed. An unfinished file this old was abandoned, since a request takes 15 min at most.
   */
  sweepEveryMs: HOUR,
  partMs: HOUR,
  /** Age at which a file that no ticket refers to is removed. */
  orphanMs: DAY,
  /** Submissions whose result is remembered for repeats. */
  remembered: 1_000,
} as const;
