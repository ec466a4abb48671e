import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Answer, Ask } from '../desk.ts';
import { tell } from '../tell.ts';
import { actorOf } from './asked.ts';
import type { LoadedTicket, StoredTicket } from './case/loaded.ts';
import { stepTicket } from './flow.ts';
import { readStep } from './verb/input.ts';
import type { Step, Verb } from './verb/step-type.ts';
import { stepForm } from './view/form.ts';
import { isPreviewed, type Preview, previewDispatch, previewLevels, previewStep } from './view/preview.ts';

/** A button of these asks why before it counts, though the words alone are enough. */
const ASKS_WHY: readonly Verb[] = ['reject-plan', 'reject-fix', 'refuse-consent'];

/**
 * Somebody asks for a step: what is missing is asked for by a form, what it would do to the clocks is shown before it
 * counts (`sure` says that it was), and then it is taken or refused.
 */
export async function askStep(ask: Ask, verb: Verb, at: LoadedTicket): Promise<Result<Answer>> {
  const { stored, terms } = at;
  if (ask.here.length > 0 && !ask.here.includes(stored.id)) return refuseElsewhere(ask, stored);
  const read = readStep(verb, ask, terms);
  const previews = verb === 'set-level' && ask.input.sure !== 'yes' ? previewsFor(ask, at) : [];
  if (wantsForm(read, verb, ask)) {
    const intro = introOf(ask, verb, at, previews);
    if (!intro.ok) return intro;
    const form = stepForm(verb, stored.id, stored.ticket, ask, terms.policy, intro.value);
    if (form) return accept({ replies: [{ kind: 'form', form }], facts: [] });
  }
  if (!read.ok) return read;
  const wanted = read.value;
  const preview = wanted.verb === 'set-level' ? previews.find(({ level }) => level === wanted.level) : undefined;
  if (preview) return shown(ask, stored, 'set-level', preview.text, { level: preview.level });
  if (wanted.verb === 'dispatch' && ask.by === 'button' && ask.input.sure !== 'yes') {
    const starts = previewDispatch(stored.ticket, terms, actorOf(ask), viewOf(ask, at));
    if (!starts.ok) return starts;
    if (starts.value) return shown(ask, stored, 'dispatch', starts.value, {});
  }
  const taken = await stepTicket(ask.turn, at, wanted, actorOf(ask));
  if (!taken.ok) return taken;
  const { facts } = taken.value;
  if (ask.by !== 'words') return accept({ replies: [], facts });
  return tell(ask, 'reply.done', { ticket: `T-${stored.id}`, what: t(ask.asker.language, `button.${verb}`) }, facts);
}

/** What is said in a ticket's thread never changes another ticket, nor reaches another customer. */
function refuseElsewhere({ here }: Ask, { id }: StoredTicket): Result<never> {
  return refuse('ticket.thread-of-another', { ticket: `T-${id}`, tickets: here.map((each) => `T-${each}`).join(', ') });
}

function wantsForm(read: Result<Step>, verb: Verb, { by, input }: Ask): boolean {
  if (input.sure === 'yes') return false;
  return read.ok ? by === 'button' && ASKS_WHY.includes(verb) && !input.text : read.code === 'input.missing';
}

/** What stands above a form's fields: what the step would do. Refused where the step itself would be. */
function introOf(ask: Ask, verb: Verb, at: LoadedTicket, previews: readonly Preview[]) {
  const { stored, terms } = at;
  if (!isPreviewed(verb)) return accept(previews.map(({ text }) => text).join('\n'));
  return previewStep(stored.ticket, verb, terms, actorOf(ask), viewOf(ask, at));
}

function viewOf({ asker, turn }: Ask, { book }: LoadedTicket) {
  return { language: asker.language, zone: book.source.provider.timeZone, now: turn.now };
}

function previewsFor({ asker, book, turn }: Ask, { stored, terms }: LoadedTicket): Preview[] {
  return previewLevels(stored.ticket, terms, asker.language, book.source.provider.timeZone, turn.now);
}

/** What the step would do, to whoever asked, with the button that does it. */
function shown(
  { asker: { language } }: Ask,
  { id }: StoredTicket,
  verb: 'set-level' | 'dispatch',
  text: string,
  args: Readonly<Record<string, string>>,
): Result<Answer> {
  const card: Card = {
    subject: `ticket/${id}/preview`,
    tone: 'warn',
    title: t(language, `preview.title.${verb}`, { ticket: `T-${id}` }),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text },
      {
        part: 'actions',
        main: [
          {
            label: t(language, `button.${verb}`),
            command: `ticket.${verb}`,
            args: { ticket: `T-${id}`, ...args, sure: 'yes' },
            style: 'primary',
            confirm: '',
          },
        ],
        more: [],
      },
    ],
  };
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}
