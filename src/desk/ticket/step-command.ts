import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { ticketButton } from '../card/button.ts';
import type { Answer, Ask } from '../desk.ts';
import { tell } from '../tell.ts';
import { actorOf } from './asked-ticket.ts';
import type { LoadedTicket, StoredTicket } from './case/loaded.ts';
import { stepTicket } from './flow.ts';
import { isJoin } from './join.ts';
import { listOthers, runJoin } from './join-command.ts';
import { tellStep } from './tell-step.ts';
import { readStep } from './verb/step.ts';
import { type AskedVerb, type Step, verbOf } from './verb/table.ts';
import { stepForm } from './view/form.ts';
import { longAgoCard } from './view/long-ago.ts';
import { previewChanges, previewLevels, previewStep } from './view/preview.ts';

/**
 * Handles a step that a person asks for. A form asks for missing details, and a card shows first what the step would do
 * to the clocks (`input.sure` says that it was shown). Then the step is carried out or refused.
 */
export async function runStep(ask: Ask, name: AskedVerb, at: LoadedTicket): Promise<Result<Answer>> {
  const { stored, terms } = at;
  if (!isHere(ask, stored)) return refuseElsewhere(ask, stored);
  const read = readStep(name, ask, terms);
  if (wantsForm(read, name, ask)) {
    const intro = introOf(ask, name, at);
    if (!intro.ok) return intro;
    const form = stepForm(name, stored, ask, terms.policy, intro.value, await listOthers(ask, name, stored));
    if (form) return accept({ replies: [{ kind: 'form', form }], facts: [] });
  }
  if (!read.ok) return read;
  const step = read.value;
  if (isJoin(step)) return runJoin(ask, at, step);
  const shown = wasShown(ask, name) ? accept(undefined) : previewFirst(ask, name, step, at);
  if (!shown.ok) return shown;
  if (shown.value) return accept({ replies: [{ kind: 'card', card: shown.value }], facts: [] });
  const taken = await stepTicket(ask.turn, at, step, actorOf(ask));
  if (!taken.ok) return taken;
  const { facts, ticket } = taken.value;
  const said = verbOf(name).reply?.(ticket);
  if (said) return tell(ask, `reply.${said}`, { ticket: `T-${stored.id}` }, facts);
  return tellStep(ask, at, name, step, taken.value);
}

/** Whether the ticket belongs to the thread of the words. The thread of a merged ticket belongs to both. */
function isHere({ here }: Ask, { id, ticket }: StoredTicket): boolean {
  const into = ticket.withdrawn?.into;
  return here.length === 0 || here.some((each) => each === id || each === into);
}

/** Words in a ticket's thread change only that thread's tickets, so a slip never reaches another customer. */
function refuseElsewhere({ here }: Ask, { id }: StoredTicket): Result<never> {
  return refuse('ticket.thread-of-another', { ticket: `T-${id}`, tickets: here.map((each) => `T-${each}`).join(', ') });
}

/** Whether the asker saw what the step does. Forms show it above their fields, but for a date that is written in them. */
function wasShown({ by, input }: Ask, name: AskedVerb): boolean {
  return input.sure === 'yes' && !(by === 'form' && verbOf(name).preview === 'long-ago');
}

function wantsForm(read: Result<object>, name: AskedVerb, { by, input }: Ask): boolean {
  if (input.sure === 'yes' || (by === 'form' && verbOf(name).preview === 'changes')) return false;
  if (!read.ok) return read.code === 'input.missing';
  return by === 'button' && verbOf(name).form?.asksWhy === true && !input.text;
}

/** The text above a form's fields: what the step would do to the clocks. Refused where the step would be refused. */
function introOf(ask: Ask, name: AskedVerb, at: LoadedTicket): Result<string> {
  const { ticket } = at.stored;
  switch (verbOf(name).preview) {
    case 'moves':
      return previewStep(ticket, name, at.terms, actorOf(ask), viewOf(ask, at));
    case 'levels':
      return accept(
        levelsOf(ask, at)
          .map(({ text }) => text)
          .join('\n'),
      );
    default:
      return accept('');
  }
}

/** A card that shows what the step would do, with the button that does it; undefined if nothing has to be shown. */
function previewFirst(ask: Ask, name: AskedVerb, step: Step, at: LoadedTicket): Result<Card | undefined> {
  switch (verbOf(name).preview) {
    case 'levels': {
      const { level = '' } = step as { level?: string };
      const text = levelsOf(ask, at).find((each) => each.level === level)?.text;
      return accept(text === undefined ? undefined : previewCard(ask, at.stored, name, 'levels', text, { level }));
    }
    case 'long-ago':
      return longAgoCard(at.stored, step, at.terms, actorOf(ask), viewOf(ask, at));
    case 'changes': {
      const changes = previewChanges(at.stored.ticket, step, at.terms, actorOf(ask), viewOf(ask, at));
      if (!changes.ok) return changes;
      const { site = '', device = '', contact = '' } = ask.input;
      const args = { site, device, contact };
      return accept(
        changes.value === '' ? undefined : previewCard(ask, at.stored, name, 'changes', changes.value, args),
      );
    }
    default:
      return accept(undefined);
  }
}

function levelsOf({ asker, turn }: Ask, { stored, book, terms }: LoadedTicket) {
  return previewLevels(stored.ticket, terms, asker.language, book.source.provider.timeZone, turn.now);
}

function viewOf({ asker, turn }: Ask, { book }: LoadedTicket) {
  return { language: asker.language, zone: book.source.provider.timeZone, now: turn.now };
}

function previewCard(
  { asker: { language } }: Ask,
  { id }: StoredTicket,
  name: AskedVerb,
  shows: 'levels' | 'changes',
  text: string,
  args: Readonly<Record<string, string>>,
): Card {
  const button = ticketButton(id, `ticket.${name}`, `button.${name}`, language, 'primary');
  return {
    subject: `ticket/${id}/preview`,
    tone: 'warn',
    title: t(language, `preview.title.${shows}`, { ticket: `T-${id}` }),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text },
      {
        part: 'actions',
        main: [{ ...button, args: { ...button.args, ...args, sure: 'yes' } }],
        more: [],
      },
    ],
  };
}
