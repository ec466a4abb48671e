/**
 * Every text by its key. Empty here, because `lib` knows no texts; `i18n/text-files.ts` adds them. So a refusal or the
 * finding of a check names a text that exists, or does not compile.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by i18n/text-files.ts
export interface Texts {}

/** The key of a text, such as `ticket.already-closed`. */
export type TextKey = keyof Texts;

/** What may follow a prefix in a key: `KeyAfter<'ticket-kind.'>` is `'fault' | 'question' | 'requirement'`. */
export type KeyAfter<Prefix extends string> = KeyBetween<Prefix, ''>;

/** What may stand between a beginning and an end: `KeyBetween<'button.', '.plan'>` is `'appointment' | 'assurance' | …`. */
export type KeyBetween<Prefix extends string, Suffix extends string> = TextKey extends infer Key
  ? Key extends `${Prefix}${infer Rest}${Suffix}`
    ? Rest
    : never
  : never;
