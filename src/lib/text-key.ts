/**
 * Every text by its key. Empty here, because `lib` knows no texts; `i18n/text-files.ts` adds them. So a refusal or the
 * finding of a check names a text that exists, or does not compile.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by i18n/text-files.ts
export interface Texts {}

/** The key of a text, such as `ticket.already-closed`. */
export type TextKey = keyof Texts;
