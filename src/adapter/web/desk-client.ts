import { randomUUID } from 'node:crypto';
import type { Button, Card } from '../../chat/card.ts';
import type { ChatEvent } from '../../chat/event.ts';
import type { Form } from '../../chat/form.ts';
import { askStored, type FrontDesk } from '../../chat/intake.ts';
import { WEB } from '../../chat/page.ts';
import type { ChatPlace } from '../../chat/place.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { StoredFile } from './upload/upload.ts';

/** Who holds the link, and how the page speaks. */
export interface Visitor {
  /** Says whose link it is. */
  readonly place: ChatPlace;
  /** For logs of the desk; empty: nobody said. */
  readonly name: string;
  /** Tells them from all others of that customer; undefined: nothing does. */
  readonly who?: string;
  readonly language: Language;
}

/** What visitors ask, turned into events for the desk. `once` names a submission: the same again is heard once. */
export interface DeskClient {
  /** The card of a ticket and its log, as the customer sees them; undefined: there is no such ticket for them. */
  showTicket(visitor: Visitor, id: number): Promise<{ card: Card; log: Card | undefined } | undefined>;
  /** The desk's own form for a report; undefined: it asks for none. */
  askForReport(visitor: Visitor): Promise<Form | undefined>;
  /** An inspection as our people see it, and the desk's own form for a note on it; undefined: there is none for them. */
  showInspection(visitor: Visitor, id: number): Promise<{ card: Card; form: Form } | undefined>;
  /** The desk's own form for a complaint, about a ticket or not; undefined: it asks for none. */
  askForComplaint(visitor: Visitor, ticketId: number | undefined): Promise<Form | undefined>;
  /** The card of a complaint, as whoever complained sees it; undefined: there is no such complaint for them. */
  showComplaint(visitor: Visitor, id: number): Promise<Card | undefined>;
  press(visitor: Visitor, button: Button, subject: string, once: string): Promise<readonly Reply[]>;
  submit(visitor: Visitor, submitted: Submitted, once: string): Promise<readonly Reply[]>;
}

export interface Submitted {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  readonly files: readonly StoredFile[];
}

type Common = Pick<ChatEvent, 'id' | 'at' | 'person' | 'place' | 'language' | 'message'>;

export function createDeskClient(clock: Clock, desk: FrontDesk): DeskClient {
  async function ask(visitor: Visitor, command: string, args: Button['args']): Promise<readonly Reply[]> {
    return desk.hear({ ...common(visitor, randomUUID(), []), kind: 'button', command, args, subject: '' });
  }

  function common({ place, name, who, language }: Visitor, id: string, files: readonly StoredFile[]): Common {
    return {
      id,
      at: clock.now(),
      place,
      person: { platform: WEB, teamId: '', userId: who ?? place.channelId, displayName: name, external: true },
      language,
      message: files.length > 0 ? { threadId: '', link: '', files } : undefined,
    };
  }

  return {
    async showTicket(visitor, id) {
      const args = { ticket: `T-${id}` };
      const card = cardOf(await ask(visitor, 'ticket.show', args));
      return card && { card, log: cardOf(await ask(visitor, 'ticket.log', args)) };
    },
    async askForReport(visitor) {
      return formOf(await ask(visitor, 'ticket.report', {}));
    },
    async showInspection(visitor, id) {
      const args = { inspection: `I-${id}` };
      const card = cardOf(await ask(visitor, 'inspection.show', args));
      const form = card && formOf(await ask(visitor, 'inspection.note-item', args));
      return card && form && { card, form };
    },
    async askForComplaint(visitor, ticketId) {
      return formOf(await ask(visitor, 'complaint.open', ticketId === undefined ? {} : { ticket: `T-${ticketId}` }));
    },
    showComplaint: async (visitor, id) => cardOf(await ask(visitor, 'complaint.show', { complaint: `C-${id}` })),
    press: (visitor, { command, args }, subject, once) =>
      askStored(desk, { ...common(visitor, once, []), kind: 'button', command, args, subject }),
    submit: (visitor, { files, ...submitted }, once) =>
      askStored(desk, { ...common(visitor, once, files), kind: 'submit', ...submitted }),
  };
}

function cardOf(replies: readonly Reply[]): Card | undefined {
  return replies.find((reply) => reply.kind === 'card')?.card;
}

function formOf(replies: readonly Reply[]): Form | undefined {
  return replies.find((reply) => reply.kind === 'form')?.form;
}

/** Why the desk said no; undefined: it did not. */
export function refusalOf(replies: readonly Reply[]): { text: string; field: string | undefined } | undefined {
  const bad = replies.find((reply) => reply.kind === 'whisper' && reply.tone === 'bad');
  return bad?.kind === 'whisper' ? { text: bad.text, field: bad.field } : undefined;
}

/** What came of it, by the subject of its card; empty: nothing. */
export function subjectOf(replies: readonly Reply[]): string {
  return replies.find((reply) => reply.kind === 'whisper')?.subject ?? '';
}

/** The number of the ticket or complaint that a card is about; undefined: it is about something else. */
export function numberIn(subject: string): number | undefined {
  const id = /^(?:ticket|complaint)\/(\d{1,9})$/.exec(subject)?.[1];
  return id === undefined ? undefined : Number(id);
}
