import type { CardField } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { when } from '../../../i18n/when.ts';
import { fieldIn } from '../../card/field.ts';
import { personName } from '../../person/person.ts';
import type { Ticket } from '../case/ticket.ts';
import { finalReport } from '../clock/promised.ts';
import type { CardSide } from '../verb/verb.ts';
import { signedBy } from './line.ts';
import type { CardView } from './view.ts';

/**
 * Fields about an incident: who speaks with the customer, and for the team also when it began and ended and whether the
 * final report is there.
 */
export function incidentRows(ticket: Ticket, view: CardView, side: CardSide): CardField[] {
  const { incident } = ticket;
  const { language, source, terms } = view;
  if (!incident) return [];
  const { speaker, declared, ended, report } = incident;
  const field = fieldIn(language);
  const speaks = field(`speaker-${side}`, ended ? undefined : personName(source.people, speaker, language));
  if (side === 'customer') return speaks;
  const top = terms.policy.ladder.people.at(-1);
  const dueAt = finalReport(ticket, terms)?.dueAt;
  const owed =
    top &&
    t(language, 'incident.report-owed', {
      to: personName(source.people, top, language),
      due: dueAt === undefined ? '' : when(language, dueAt, source.provider.timeZone),
    });
  return [
    ...speaks,
    ...field('declared', signedBy(declared, view)),
    ...field('ended', ended && signedBy(ended, view)),
    ...field('final-report', ended && (report ? signedBy(report, view) : owed)),
  ];
}
