import { z } from 'zod';
import { refuse } from '../../../lib/refusal.ts';
import { readInput } from '../../input.ts';
import type { Entry } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import type { HandedOn } from '../case/handed-on.ts';
import { parseTicketNumber } from '../case/names.ts';
import type { TicketId } from '../case/ticket.ts';
import { lateEntries } from '../clock/level.ts';
import { offeredTakeBack, refuseTakeBack } from './take-back.ts';
import { ALWAYS, type AskedField, type FormAbout, UNTIL_CLOSED, verb } from './verb.ts';
import { update } from './write.ts';

/**
 * Two tickets about the same trouble: one is taken back as a duplicate, or merged into the other. Each verb has a
 * counterpart for the ticket that goes on; `ticket/join-command.ts` carries out both.
 */

/** The ticket that goes on. */
interface Other {
  readonly other: TicketId;
}

/** A ticket's number after the words that people put before it: "of T-3", "into T-3", "与 T-3", "到T-3". */
const OTHER =
  /^(?:(?:of|into|to|in|with|and)\s+|[是为与和同跟到进入至]{1,2}\s*)?([#tTＴ]?\s*-?\s*\d+)(?:\s*的?重复)?[.。]?$/i;

const OtherTicket = z.string().transform((text, context) => {
  const id = parseTicketNumber(OTHER.exec(text.trim())?.[1] ?? '');
  if (id === undefined) context.addIssue({ code: 'custom', message: 'not a ticket number' });
  return id ?? (0 as TicketId);
});
const OtherInput = z.object({ other: OtherTicket });

/** A choice of the customer's other tickets that are open; their number is typed where there are none or many. */
function otherField({ others }: FormAbout): AskedField {
  if (others.length === 0) return { kind: 'line', name: 'other', max: 20, required: true };
  const options = others.map(({ id, title }) => {
    const name = `T-${id} · ${title}`;
    return { value: `T-${id}`, label: { zh: name, en: name } };
  });
  return { kind: 'choice', name: 'other', required: true, options };
}

export const duplicate = verb<Other>({
  by: 'staff',
  during: ALWAYS,
  words: { zh: ['重复'], en: ['duplicate'], topic: 'mend', takes: ['other'] },
  form: { fields: (about) => [otherField(about)] },
  read: ({ input }) => readInput(OtherInput, input),
  refuse: refuseTakeBack,
  entries: (at, { other }) => [update(at, 'duplicate', { other })],
  customerReads: () => true,
  calls: true,
  offered: offeredTakeBack,
});

export const merge = verb<Other>({
  by: 'staff',
  during: UNTIL_CLOSED,
  words: { zh: ['合并'], en: ['merge'], topic: 'mend', takes: ['other'] },
  form: { fields: (about) => [otherField(about)] },
  read: ({ input }) => readInput(OtherInput, input),
  refuse: refuseTakeBack,
  entries: (at, { other }) => [update(at, 'merge', { other })],
  customerReads: () => true,
  calls: true,
  offered: offeredTakeBack,
});

/** For the ticket that goes on: `other` is a duplicate of it. A call that is owed about that one goes over. */
export const hasDuplicate = verb<Other & Pick<HandedOn, 'callback'>>({
  by: 'staff',
  during: ALWAYS,
  read: () => refuse('input.missing', { field: 'other' }),
  entries: (at, { other, callback }) => [update(at, 'has-duplicate', { other, ...(callback ? { callback } : {}) })],
  calls: true,
});

/** What the ticket that goes on takes over from `other`. `told`: the customer was told of the entry. */
export interface TakenIn extends Other {
  readonly handed: HandedOn;
  readonly words: readonly { readonly entry: Entry; readonly told: boolean }[];
}

/** For the ticket that goes on: the words of `other` are copied into its log, and its clocks start at the earlier report. */
export const takeIn = verb<TakenIn>({
  by: 'staff',
  during: UNTIL_CLOSED,
  read: () => refuse('input.missing', { field: 'other' }),
  entries(at, { other, handed, words }) {
    const copies = words.map(({ entry, told }): Entry => {
      // What was copied before keeps the number of the ticket that it was written on.
      if (entry.kind === 'ticket.copied') return { ...entry, at: at.now };
      const { by, staff } = entry;
      return { kind: 'ticket.copied', at: at.now, by, staff, data: { from: other, told, entry } };
    });
    const taken = update(at, 'take-in', { other, handed });
    const after = [...copies, taken].reduce(applyEntry, at.ticket);
    return [...copies, taken, ...lateEntries(after, at.terms, at.now, 'merge')];
  },
  customerReads: () => true,
  calls: true,
});
