import { t } from '../../i18n/i18n.ts';
import { named } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { policyOf } from '../book/book.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { readInput } from '../input.ts';
import { answerForm } from '../tell.ts';
import { actorOf, lockAskedTicket } from '../ticket/asked-ticket.ts';
import { findLevelKey } from '../ticket/case/names.ts';
import { answerStep, reportWrittenFacts } from './answer.ts';
import { checkCommands } from './check-command.ts';
import { levelFound, noteOf, openItems, photosOf } from './checklist.ts';
import { enterInspection, giveTicketFeedback, type LoadedInspection, recordFinding, stepInspection } from './flow.ts';
import { findingForm, moveForm, planForm } from './form.ts';
import {
  comingDays,
  FindingInput,
  ItemInput,
  lockAskedInspection,
  readChosenDay,
  readNamedSite,
  readShownDate,
} from './input.ts';
import { listInspections, showInspection } from './list.ts';
import { reportCommands } from './report-command.ts';
import type { Step } from './step.ts';
import { subCommands } from './sub-command.ts';
import { termsOf } from './terms.ts';

/** How many working days a form offers. */
const DAYS_OFFERED = 10;

/** The commands that buttons and forms name; `/desk inspection <word>` runs them, too. */
const buttonCommands: readonly Command[] = [
  { name: 'inspection.plan', for: 'staff', typed: undefined, run: plan },
  {
    name: 'inspection.reconfirm',
    for: 'everyone',
    typed: undefined,
    run: (ask) => stepOnShownDate(ask, 'reconfirm-inspection'),
  },
  {
    name: 'inspection.cancel',
    for: 'everyone',
    typed: undefined,
    run: (ask) => stepOnShownDate(ask, 'cancel-inspection'),
  },
  { name: 'inspection.move', for: 'everyone', typed: undefined, run: (ask) => withLocked(ask, (at) => move(ask, at)) },
  {
    name: 'inspection.record-finding',
    for: 'staff',
    typed: undefined,
    run: (ask) => withLocked(ask, (at) => recordAskedFinding(ask, at)),
  },
  {
    name: 'inspection.open-item',
    for: 'staff',
    typed: undefined,
    run: (ask) => withLocked(ask, (at) => openItem(ask, at)),
  },
  {
    name: 'inspection.finish',
    for: 'staff',
    typed: undefined,
    run: (ask) => withLocked(ask, (at) => finish(ask, at)),
  },
  { name: 'inspection.feedback', for: 'staff', typed: undefined, run: feedback },
  { name: 'inspection.show', for: 'everyone', typed: undefined, run: showInspection },
  ...checkCommands,
  ...reportCommands,
];

/** All commands about inspections. */
export const inspectionCommands: readonly Command[] = [
  ...subCommands(buttonCommands),
  {
    name: 'inspection.list',
    for: 'everyone',
    typed: { slash: 'desk', zh: ['巡检列表'], en: ['inspections'], takes: [] },
    run: listInspections,
  },
  ...buttonCommands,
];

async function plan(ask: Ask): Promise<Result<Answer>> {
  const place = readNamedSite(ask);
  if (!place.ok) return place;
  const [first = ''] = Object.keys(ask.book.source.customers);
  const known = place.value?.customer ?? first;
  const { office } = termsOf(ask.book, known).calendars;
  const date = readChosenDay(ask, office.dateOf);
  if (!date.ok) return date;
  if (!place.value || date.value === undefined) {
    if (ask.input.sure === 'yes') return refuse('input.missing', { field: place.value ? 'date' : 'customer' });
    const days = comingDays(ask, known, DAYS_OFFERED);
    return answerForm(planForm(ask.book.source, place.value, days, ask.asker.language));
  }
  const { customer, site } = place.value;
  const entered = await enterInspection(ask.turn, ask.book, { customer, site, date: date.value }, actorOf(ask));
  if (!entered.ok) return entered;
  const { id, state } = entered.value;
  return answerStep(ask, id, state, 'plan-inspection', [{ kind: 'inspection.planned', inspectionId: id }]);
}

async function withLocked(ask: Ask, run: (at: LoadedInspection) => Promise<Result<Answer>>): Promise<Result<Answer>> {
  const found = await lockAskedInspection(ask);
  return found.ok ? run(found.value) : found;
}

async function stepAndAnswer(ask: Ask, at: LoadedInspection, step: Step): Promise<Result<Answer>> {
  const stepped = await stepInspection(ask.turn, at, step, actorOf(ask));
  return stepped.ok ? answerStep(ask, at.id, stepped.value, step.verb) : stepped;
}

/** Finishes the inspection; the team then gets a draft of the report. */
async function finish(ask: Ask, at: LoadedInspection): Promise<Result<Answer>> {
  const stepped = await stepInspection(ask.turn, at, { verb: 'finish-inspection' }, actorOf(ask));
  return stepped.ok
    ? answerStep(ask, at.id, stepped.value, 'finish-inspection', reportWrittenFacts(at, 'draft'))
    : stepped;
}

function stepOnShownDate(ask: Ask, verb: 'reconfirm-inspection' | 'cancel-inspection'): Promise<Result<Answer>> {
  return withLocked(ask, (at) => stepAndAnswer(ask, at, { verb, ...readShownDate(ask) }));
}

async function move(ask: Ask, at: LoadedInspection): Promise<Result<Answer>> {
  const date = readChosenDay(ask, at.terms.calendars.office.dateOf);
  if (!date.ok) return date;
  if (date.value !== undefined)
    return stepAndAnswer(ask, at, { verb: 'move-inspection', date: date.value, ...readShownDate(ask) });
  if (ask.input.sure === 'yes') return refuse('input.missing', { field: 'date' });
  return answerForm(moveForm(at, comingDays(ask, at.state.customer, DAYS_OFFERED), ask.asker.language));
}

async function recordAskedFinding(ask: Ask, at: LoadedInspection): Promise<Result<Answer>> {
  const policy = policyOf(ask.book, at.state.customer);
  const read = readInput(FindingInput, ask.input);
  if (!read.ok) {
    const isBlank = read.code === 'input.missing' && ask.input.sure !== 'yes';
    return isBlank ? answerForm(findingForm(at, policy, ask.asker.language)) : read;
  }
  const { text, level } = read.value;
  const key = level === '' ? undefined : (findLevelKey(policy, level) ?? level);
  return recordAndAnswer(ask, at, { text, level: key, item: undefined, photos: [] });
}

/** Opens a ticket for an item's finding, with the level, notes and photos of the checklist. */
async function openItem(ask: Ask, at: LoadedInspection): Promise<Result<Answer>> {
  const read = readInput(ItemInput, ask.input);
  if (!read.ok) return read;
  const item = openItems(at.state, at.terms.rule).find(({ key }) => key === read.value.item);
  if (!item) return refuse('inspection.no-open-item');
  const { checklist } = at.state;
  const { language } = ask.book.source.provider;
  const photos = photosOf(checklist, item.key).map(({ file }) => file);
  const names = photos.map(({ name }) => name).join(t(language, 'list.separator'));
  const text = [
    named(item.name, language),
    noteOf(checklist, item.key) || checklist?.note,
    names && t(language, 'inspection.photos', { names }),
  ];
  return recordAndAnswer(ask, at, {
    text: text.filter(Boolean).join('\n'),
    level: levelFound(checklist?.marks[item.key]),
    item: item.key,
    photos,
  });
}

async function recordAndAnswer(
  ask: Ask,
  at: LoadedInspection,
  found: Parameters<typeof recordFinding>[2],
): Promise<Result<Answer>> {
  const recorded = await recordFinding(ask.turn, at, found, actorOf(ask));
  return recorded.ok ? answerStep(ask, at.id, recorded.value.state, 'record-finding', recorded.value.facts) : recorded;
}

/** Records that the customer was told: of one finding, on its ticket; or of all that were solved, on the inspection. */
async function feedback(ask: Ask): Promise<Result<Answer>> {
  if (ask.input.inspection !== undefined) return withLocked(ask, (at) => stepAndAnswer(ask, at, { verb: 'deliver' }));
  const found = await lockAskedTicket(ask);
  if (!found.ok) return found;
  const given = await giveTicketFeedback(ask.turn, found.value, actorOf(ask));
  return given.ok ? accept({ replies: [], facts: given.value }) : given;
}
