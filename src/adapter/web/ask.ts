import { randomUUID } from 'node:crypto';
import type { Hear } from '../../chat/adapter.ts';
import type { Button, Card } from '../../chat/card.ts';
import type { ChatEvent } from '../../chat/event.ts';
import type { Form } from '../../chat/form.ts';
import { customerPlace, WEB } from '../../chat/page.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { StoredFile } from './upload.ts';

/** Who holds the link, and how the page speaks. */
export interface Visitor {
  readonly customer: string;
  /** For logs of the desk; empty: nobody said. */
  readonly name: string;
  readonly language: Language;
}

/** What visitors ask, turned into events for the desk. `once` names a submission: the same again is heard once. */
export interface Asking {
  /** The card of a ticket and its log, as the customer sees them; undefined: there is no such ticket for them. */
  showTicket(visitor: Visitor, id: number): Promise<{ card: Card; log: Card | undefined } | undefined>;
  /** The desk's own form for a report; undefined: it asks for none. */
  askForReport(visitor: Visitor): Promise<Form | undefined>;
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

export function createAsking(clock: Clock, hear: Hear): Asking {
  async function ask(visitor: Visitor, command: string, args: Button['args']): Promise<readonly Reply[]> {
    return hear({ ...common(visitor, randomUUID(), []), kind: 'button', command, args, subject: '' });
  }

  function common({ customer, name, language }: Visitor, id: string, files: readonly StoredFile[]): Common {
    const place = customerPlace(customer);
    return {
      id,
      at: clock.now(),
      place,
      person: { platform: WEB, teamId: '', userId: place.channelId, displayName: name, external: true },
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
      const replies = await ask(visitor, 'ticket.report', {});
      return replies.find((reply) => reply.kind === 'form')?.form;
    },
    press: (visitor, { command, args }, subject, once) =>
      hear({ ...common(visitor, once, []), kind: 'button', command, args, subject }),
    submit: (visitor, { files, ...submitted }, once) =>
      hear({ ...common(visitor, once, files), kind: 'submit', ...submitted }),
  };
}

function cardOf(replies: readonly Reply[]): Card | undefined {
  return replies.find((reply) => reply.kind === 'card')?.card;
}

/** Why the desk said no; undefined: it did not. */
export function refusalOf(replies: readonly Reply[]): { text: string; field: string | undefined } | undefined {
  const bad = replies.find((reply) => reply.kind === 'whisper' && reply.tone === 'bad');
  return bad?.kind === 'whisper' ? { text: bad.text, field: bad.field } : undefined;
}

/** The ticket that came of it, by the subject of its card. */
export function ticketOf(replies: readonly Reply[]): number | undefined {
  const subject = replies.find((reply) => reply.kind === 'whisper')?.subject ?? '';
  const id = /^ticket\/(\d{1,9})$/.exec(subject)?.[1];
  return id === undefined ? undefined : Number(id);
}
