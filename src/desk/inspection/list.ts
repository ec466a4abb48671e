import type { Card } from '../../chat/card.ts';
import { inspectionOfPlace } from '../../chat/page.ts';
import { t } from '../../i18n/i18n.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { makeButton } from '../card/button.ts';
import { moreParts } from '../card/list.ts';
import type { Answer, Ask } from '../desk.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { answerCard } from '../tell.ts';
import { maySee } from '../ticket/flow.ts';
import { inspectionCard, rowOf } from './card.ts';
import { lockAskedInspection, lockInspectionHere } from './input.ts';
import { listOpenInspections } from './store.ts';

/** How many inspections a list shows; the others are counted. */
const MAX_LISTED = 20;

/** Lists the open inspections: coming ones, and those whose report or feedback is owed. Customers see their own. */
export async function listInspections({ turn, asker, book }: Ask): Promise<Result<Answer>> {
  const { language, customer, staff } = asker;
  if (!staff && customer === undefined) return refuse('ticket.customer-unknown');
  const all = await listOpenInspections(turn.tx, customer, EVERY_OPEN);
  const open = all.filter(({ state }) => maySee(asker, state));
  const listed = open.slice(0, MAX_LISTED);
  const card: Card = {
    subject: 'inspections',
    tone: 'neutral',
    title: t(language, 'inspection.list', { count: open.length }),
    badges: [],
    parts: [
      listed.length === 0
        ? { part: 'text', style: 'plain', text: t(language, 'inspection.list-empty') }
        : { part: 'fields', fields: listed.map(({ id, state }) => rowOf(id, state, book.source, language)) },
      ...moreParts(open.length - listed.length, language),
      ...(staff
        ? [
            {
              part: 'actions',
              main: [makeButton({ label: t(language, 'button.inspection.plan'), command: 'inspection.plan' })],
              more: [],
            } as const,
          ]
        : []),
    ],
  };
  return answerCard(card);
}

/** Shows the card of an inspection: the team's card to staff and on the inspection's page, else the customer's. */
export async function showInspection(ask: Ask): Promise<Result<Answer>> {
  const isOnPage = inspectionOfPlace(ask.place) !== undefined;
  const found = await (isOnPage ? lockInspectionHere(ask) : lockAskedInspection(ask));
  if (!found.ok) return found;
  const { id, state, book, terms } = found.value;
  const { staff, language } = ask.asker;
  const view = { source: book.source, rule: terms.rule, language, links: ask.turn.links };
  const card = inspectionCard(id, state, view, staff || isOnPage ? 'team' : 'customer');
  return answerCard(card);
}
