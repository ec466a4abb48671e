import { z } from 'zod';

/** How a form was asked for. Asked for the same way, it comes again, so that nothing has to be remembered. */
export type FormOrigin =
  | {
      readonly kind: 'words';
      readonly word: string;
      readonly text: string;
      readonly mentions: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'button';
      readonly command: string;
      readonly args: Readonly<Record<string, string>>;
      readonly subject: string;
      readonly version?: string;
    }
  | { readonly kind: 'about'; readonly parentId: string; readonly text: string };

/** What a person typed and looks at in a form whose lists are too long for one card. */
export interface FormTurn {
  /** The person whom the form was shown to. For another one it may be another form, which is not for these eyes. */
  readonly by: string;
  /** The page of each long list, from 0; a list that is left out is at its first. */
  readonly pages: Readonly<Record<string, number>>;
  /** What is searched for in each long list. */
  readonly queries: Readonly<Record<string, string>>;
  /** What is filled in so far. */
  readonly values: Readonly<Record<string, string>>;
}

/** What a button under a long list carries: how to get the form again, and which pages to show then. */
export interface TurnButton extends Pick<FormTurn, 'by' | 'pages'> {
  readonly origin: FormOrigin;
}

/** A form's origin is carried if its JSON has at most this many characters. */
const MOST_ORIGIN = 1_500;
const Texts = z.record(z.string(), z.string());
const Origin = z.union([
  z.object({ w: z.string(), t: z.string(), m: Texts }),
  z.object({ b: z.string(), a: Texts, s: z.string(), v: z.string() }),
  z.object({ i: z.string(), t: z.string() }),
]);
const Wire = z.object({ o: Origin, by: z.string(), g: z.record(z.string(), z.int().min(0).max(10_000)) });

/** Names of a long list's controls, which no field of the desk has. */
const QUERY = '_query_';
export const controlNames = (field: string) => ({
  query: `${QUERY}${field}`,
  find: `_find_${field}`,
  next: `_next_${field}`,
});

/** What is typed into the search inputs of a submitted form: field → text. */
export function readQueries(values: Readonly<Record<string, string>>): FormTurn['queries'] {
  const typed = Object.entries(values).filter(([name, text]) => name.startsWith(QUERY) && text.trim() !== '');
  return Object.fromEntries(typed.map(([name, text]) => [name.slice(QUERY.length), text.trim()]));
}

/** Whether a form's origin is short enough to be carried by its buttons. */
export function isCarried(origin: FormOrigin | undefined): origin is FormOrigin {
  return origin !== undefined && JSON.stringify(origin).length <= MOST_ORIGIN;
}

/** As JSON for a button's value, with short keys. */
export function writeTurn({ origin, by, pages }: TurnButton): z.infer<typeof Wire> {
  return { o: writeOrigin(origin), by, g: pages };
}

function writeOrigin(origin: FormOrigin): z.infer<typeof Origin> {
  switch (origin.kind) {
    case 'words':
      return { w: origin.word, t: origin.text, m: origin.mentions };
    case 'button':
      return { b: origin.command, a: origin.args, s: origin.subject, v: origin.version ?? '' };
    case 'about':
      return { i: origin.parentId, t: origin.text };
  }
}

/** undefined if the value is not that of a button under a long list. */
export function readTurn(value: unknown): TurnButton | undefined {
  const wire = Wire.safeParse(value);
  if (!wire.success) return undefined;
  const { o, by, g: pages } = wire.data;
  if ('w' in o) return { by, pages, origin: { kind: 'words', word: o.w, text: o.t, mentions: o.m } };
  if ('i' in o) return { by, pages, origin: { kind: 'about', parentId: o.i, text: o.t } };
  const origin = { kind: 'button', command: o.b, args: o.a, subject: o.s } as const;
  return { by, pages, origin: o.v === '' ? origin : { ...origin, version: o.v } };
}
