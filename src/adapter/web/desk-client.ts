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

/** The holder of a link, as far as known. */
export interface Visitor {
  /** Names the customer the link is for (or the inspection and engineer). */
  readonly place: ChatPlace;
  /** For the desk's logs; empty if not given. */
  readonly name: string;
  /** Distinguishes the holder from others of the same customer; undefined if nothing does. */
  readonly who?: string;
  readonly language: Language;
}

/**
 * Turns what visitors do on a page into events for the desk. `once` is the submission's key; a repeat has no effect.
 */
export interface DeskClient {
  /** The ticket's card and log as the customer sees them; undefined if the customer has no such ticket. */
  showTicket(visitor: Visitor, id: number): Promise<{ card: Card; log: Card | undefined } | undefined>;
  /** The desk's form for reporting a fault; undefined if the desk offers none. */
  askForReport(visitor: Visitor): Promise<Form | undefined>;
  /** The inspection's card as staff see it, and the form for a note; undefined if the visitor may not see it. */
  showInspection(visitor: Visitor, id: number): Promise<{ card: Card; form: Form } | undefined>;
  /** The desk's form for a complaint, about a ticket or not; undefined if the desk offers none. */
  askForComplaint(visitor: Visitor, ticketId: number | undefined): Promise<Form | undefined>;
  /** The complaint's card as the complainant sees it; undefined if it is not theirs. */
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
