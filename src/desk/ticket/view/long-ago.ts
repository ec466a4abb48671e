import type { Card } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { whenInYear } from '../../../i18n/when.ts';
import { DAY, isoOf } from '../../../lib/instant.ts';
import type { Language } from '../../../lib/language.ts';
import { accept, type Result } from '../../../lib/refusal.ts';
import { ticketButton } from '../../card/button.ts';
import type { StoredTicket } from '../case/loaded.ts';
import { levelName } from '../case/names.ts';
import type { Terms } from '../case/terms.ts';
import { catchUp } from '../clock/lapse.ts';
import { isLongAgo, LONG_AGO_DAYS } from '../verb/long-ago.ts';
import { decideStep } from '../verb/step.ts';
import type { Step } from '../verb/table.ts';
import type { Actor } from '../verb/verb.ts';
import type { PreviewView } from './preview.ts';

/**
 * Asks whether an outage began as long ago as was entered, and says to which level it would raise the ticket. The button
 * names the instant, so that it counts as it was shown. undefined: there is nothing to ask, because it is not that long
 * ago, or the ticket has that beginning already. Refused where the step would be refused.
 */
export function longAgoCard(
  { id, ticket }: StoredTicket,
  step: Step,
  terms: Terms,
  by: Actor,
  { language, zone, now }: PreviewView,
): Result<Card | undefined> {
  if (step.verb !== 'set-outage' || step.sinceAt === undefined) return accept(undefined);
  const { sinceAt, affectedPercent } = step;
  if (!isLongAgo(sinceAt, now) || sinceAt === ticket.outage?.sinceAt) return accept(undefined);
  const taken = decideStep(ticket, step, terms, by, now);
  if (!taken.ok) return taken;
  const { ticket: after } = catchUp(taken.value.ticket, terms, now, 'including');
  const since = whenInYear(language, sinceAt, zone);
  const share = affectedPercent === undefined ? {} : { affectedPercent: String(affectedPercent) };
  const button = ticketButton(id, 'ticket.set-outage', 'button.set-outage.sure', language, 'danger');
  const days = Math.floor((now - sinceAt) / DAY);
  const text = [
    t(language, 'preview.long-ago', { since, days, most: LONG_AGO_DAYS }),
    levelMove(ticket.level, after.level, terms, language),
  ];
  return accept({
    subject: `ticket/${id}/preview`,
    tone: 'warn',
    title: t(language, 'preview.title.long-ago', { ticket: `T-${id}`, since }),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text: text.filter(Boolean).join('\n') },
      {
        part: 'actions',
        main: [{ ...button, args: { ...button.args, since: isoOf(sinceAt), ...share, sure: 'yes' } }],
        more: [],
      },
    ],
  });
}

function levelMove(from: string | undefined, to: string | undefined, { policy }: Terms, language: Language): string {
  if (from === undefined || to === undefined || from === to) return '';
  return t(language, 'preview.long-ago.level', {
    from: levelName(policy, from, language),
    level: levelName(policy, to, language),
  });
}
