/** A kind of value: what `docs/book.md` explains once, and what a mistake names as wanted. */
interface Kind {
  /** With its article: `a span`. */
  readonly wanted: string;
  readonly meaning: string;
  /** As it is written in a book. */
  readonly example: string;
}

/** The kinds by the `title` that their schemas have (`field.ts`). */
export const KINDS: Readonly<Record<string, Kind>> = {
  key: {
    wanted: 'a key',
    meaning: 'A short name by which the book refers to something: a letter, then up to 39 letters, digits or "-"',
    example: 'engineer1',
  },
  text: {
    wanted: 'a text',
    meaning:
      'A text for people, in quotes where it is a number or has a colon. A name or a sentence may be one for both languages, or a map of both',
    example: '{ zh: 甲公司, en: Acme }',
  },
  span: {
    wanted: 'a span',
    meaning:
      'A length of time. On the clock, nights and holidays count: `30m`, `6h`, `15d`, `1w`. In working hours: `4wh`. In working days: `2wd` ends with the second one after, `0wd` with the same day. Working time is that of the office calendar',
    example: '4wh',
  },
  'working days': { wanted: 'a span of working days', meaning: 'A span in working days only', example: '30wd' },
  date: { wanted: 'a date', meaning: 'Year, month and day', example: '2026-10-01' },
  'time of day': { wanted: 'a time of day', meaning: 'From 00:00 to 24:00, in quotes', example: '"09:00"' },
  'opening hours': {
    wanted: 'opening hours',
    meaning: 'A list of pairs of times, each open from the first until before the second',
    example: '[["09:00", "12:00"], ["13:00", "18:00"]]',
  },
  'time zone': { wanted: 'a time zone', meaning: 'An IANA name; no offset, no abbreviation', example: 'Europe/London' },
  'platform ids': {
    wanted: 'ids by platform',
    meaning:
      'User ids by platform (`slack`, `feishu`, `playground`); [where to find them](first-book.md#where-the-ids-are)',
    example: '{ slack: U0123456789 }',
  },
  clause: {
    wanted: 'a clause',
    meaning: 'A name that your contract uses, up to 20 letters, in quotes',
    example: '"4.1"',
  },
  picture: {
    wanted: 'a picture',
    meaning: 'The path of a PNG or JPEG file beside the book, or the picture itself as a `data:` address',
    example: 'logo.png',
  },
  role: { wanted: 'a role', meaning: 'One of the [roles](#roles)', example: 'engineer' },
  'phone number': {
    wanted: 'a phone number',
    meaning: 'As people write it, 3 to 40 letters, in quotes',
    example: '"+44 20 7946 0000"',
  },
};

/** What is wanted where a field has this title: `a span, as in 4wh`; undefined: no kind, or plain text. */
export function wantedKind(title: string | undefined): string | undefined {
  const kind = title === undefined ? undefined : KINDS[title];
  return kind && `${kind.wanted}, as in ${kind.example}`;
}
