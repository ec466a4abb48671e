import { hasText, t } from '../../../i18n/i18n.ts';
import { dateName, when } from '../../../i18n/when.ts';
import { balanceDirections } from '../../../lib/direction.ts';
import type { Instant } from '../../../lib/instant.ts';
import { type Language, named } from '../../../lib/language.ts';
import { asSentence } from '../../../lib/sentence.ts';
import type { KeyAfter } from '../../../lib/text-key.ts';
import type { Metric } from '../../book/schema.ts';
import { personName } from '../../person/person.ts';
import type { Entry, EntryOf } from '../case/entry.ts';
import { levelName } from '../case/names.ts';
import type { Signed } from '../case/record.ts';
import { consentLines } from './consent-plan.ts';
import { correctedWords } from './corrected.ts';
import { causeIn, filesOf, wordsIn } from './entry-words.ts';
import { movedLine, newDaysLine } from './moved-line.ts';
import { pageLine } from './page-line.ts';
import { callerWords } from './told.ts';
import type { CardView } from './view.ts';
import { dispatchedLine, visitSaid } from './visit-line.ts';

/** The line that an entry leaves in the ticket's thread, in the reader's language. */
export function lineOf(entry: Entry, view: CardView): string {
  const head = [headOf(entry, view), skippedWords(entry, view)].filter(Boolean).join(' ');
  const said = withText(head, wordsIn(entry));
  return withFiles([said, ...consentLines(entry, view)].join('\n'), filesOf(entry)) + causeIn(entry, view);
}

/** A customer's person is called by their name in chat, if it is known. */
function said(who: string | undefined): Record<string, string> {
  return who === undefined ? {} : { by: who };
}

/** The line without the text that people wrote: who did what. */
export function headOf(entry: Entry, view: CardView): string {
  const { language, source, terms } = view;
  const name = (key: string | undefined) => (key === undefined ? '' : whoName(view, key));
  const at = (instant: number) => when(language, instant, source.provider.timeZone, entry.at);
  const say = (key: KeyAfter<'line.'>, params: Record<string, string | number> = {}) =>
    t(language, `line.${key}`, { by: name(entry.by), ...params });
  switch (entry.kind) {
    case 'ticket.opened':
      return openedLine(entry, view);
    case 'ticket.dispatched':
      return dispatchedLine(entry, view, (keys) => namesOf(keys, view));
    case 'dispatch.unaccepted':
      return say(entry.kind, { who: namesOf(entry.data.to, view) });
    case 'triage.due':
      return say(`${entry.kind}.${entry.data.is}`, { due: at(entry.data.due) });
    case 'ticket.acknowledged':
    case 'ticket.arrived':
      return say(entry.kind);
    case 'ticket.closed':
      return say(entry.data.fix === 'workaround' ? 'ticket.closed.workaround' : entry.kind);
    case 'ticket.assigned':
    case 'ticket.handed-over':
      return say(entry.kind, { assignee: name(entry.data.assignee) });
    case 'ticket.updated':
      return updateLine(entry, view);
    case 'ticket.noted':
      return say(`ticket.updated.${entry.data.what}`);
    case 'ticket.resolved':
      return say(entry.data.fix === undefined ? entry.kind : `${entry.kind}.${entry.data.fix}`);
    case 'ticket.reopened':
      return say(entry.data.what === 'reopen' ? 'ticket.reopened.asked' : entry.kind, said(entry.data.who));
    case 'ticket.copied':
      return copiedLine(entry, view);
    case 'ticket.level-changed':
      return say(`ticket.level-changed.${entry.data.why}`, {
        from: levelName(terms.policy, entry.data.from, language),
        level: levelName(terms.policy, entry.data.level, language),
      });
    case 'ticket.tier-raised':
      return say(`ticket.tier-raised.${entry.data.why}`, { tier: tierName(entry.data.tier, view) });
    case 'ticket.stale':
      return say(entry.kind, {
        since: at(entry.data.since),
        raisedTo: name(entry.data.raisedTo) || t(language, 'nobody'),
      });
    case 'ticket.paged':
    case 'ticket.unreached':
      return pageLine(entry, view, name);
    case 'callback.due':
    case 'callback.overdue':
    case 'incident.report-reminder':
    case 'incident.report-overdue':
      return say(entry.kind, { due: at(entry.data.due) });
    case 'go-live.reminder':
    case 'go-live.missed':
      return say(entry.kind, { date: dateName(language, entry.data.date) });
    case 'clock.paused':
    case 'clock.resumed':
      return say(entry.kind, { metrics: metricNames(entry.data.metrics, view) });
    case 'clock.moved':
      return newDaysLine(entry, name(entry.by), view);
    case 'ticket.moved':
      return movedLine(entry, name(entry.by), view);
    case 'sla.warning':
      return say(entry.kind, { metric: t(language, `metric.${entry.data.metric}`), due: at(entry.data.due) });
    case 'sla.breached':
      return say(`${entry.kind}.${entry.data.late ?? 'in-time'}`, {
        metric: t(language, `metric.${entry.data.metric}`),
        due: at(entry.data.due),
        raisedTo: name(entry.data.raisedTo) || t(language, 'nobody'),
      });
    case 'sla.raised':
      return say(entry.kind, {
        metric: t(language, `metric.${entry.data.metric}`),
        due: at(entry.data.due),
        raisedTo: name(entry.data.raisedTo),
      });
  }
}

/** The names of people by their keys. */
export function namesOf(keys: readonly string[], view: Pick<CardView, 'source' | 'language'>): string {
  return keys.map((key) => whoName(view, key)).join(t(view.language, 'list.separator'));
}

/** Who of the ladder was away and passed over. */
function skippedWords(entry: Entry, view: CardView): string {
  const skipped = 'skipped' in entry.data ? entry.data.skipped : undefined;
  return skipped ? t(view.language, 'line.ladder.skipped', { people: namesOf(skipped, view) }) : '';
}

/** From which ticket an entry was copied, when it was written there, and what its line there says. */
function copiedLine({ data: { from, entry } }: EntryOf<'ticket.copied'>, view: CardView): string {
  const { language, source } = view;
  const isReport = entry.kind === 'ticket.opened';
  return t(language, 'line.ticket.copied', {
    ticket: `T-${from}`,
    at: when(language, entry.at, source.provider.timeZone),
    line: isReport ? t(language, 'line.ticket.copied.report') : headOf(entry, view),
  });
}

/** Both sides read this line, so a caller's number stands in it without its middle digits. */
function openedLine({ data }: EntryOf<'ticket.opened'>, view: CardView): string {
  const { language } = view;
  const { told } = data.facts;
  const assignee = (data.assignee && whoName(view, data.assignee)) || t(language, 'nobody');
  if (!told && data.triage?.holdsBack) return t(language, 'line.ticket.opened.review');
  if (!told) return t(language, 'line.ticket.opened', { assignee });
  const who = callerWords(told, language, 'customer');
  return t(language, `line.ticket.opened.${told.way}`, { who, by: whoName(view, told.takenBy), assignee });
}

/** The names of an entry's attached files, as a parameter of its line. */
function filesSaid({ attached }: EntryOf<'ticket.updated'>['data'], { language }: CardView): Record<string, string> {
  return attached ? { files: attached.map(({ name }) => name).join(t(language, 'list.separator')) } : {};
}

/** Since when business is down, and for how many, as a parameter of the line. */
function outageSaid(
  now: Instant,
  { what, sinceAt, affectedPercent }: EntryOf<'ticket.updated'>['data'],
  { language, source }: CardView,
): Record<string, string> {
  if (what !== 'set-outage') return {};
  const facts = [
    sinceAt === undefined
      ? ''
      : t(language, 'outage.since', { since: when(language, sinceAt, source.provider.timeZone, now) }),
    affectedPercent === undefined ? '' : t(language, 'outage.share', { percent: affectedPercent }),
  ];
  return { facts: facts.filter(Boolean).join(t(language, 'list.separator')) };
}

/** The urgency that a review gave the ticket, as a parameter of its line. */
function rankSaid({ what, rank }: EntryOf<'ticket.updated'>['data'], { language }: CardView): Record<string, string> {
  return what === 'triage' ? { rank: t(language, `triage.rank.${rank ?? 'kept'}`) } : {};
}

/** The key of its line: a recorded refusal and a command log without consent have their own. */
function keyOf({ what, unagreed }: EntryOf<'ticket.updated'>['data'], agreed: boolean | undefined) {
  if (what === 'record-consent' && !agreed) return 'refusal';
  return what === 'log-commands' && unagreed ? 'log-commands-unagreed' : what;
}

/**
 * The line of a verb without an entry kind of its own. A customer's person is called by their name in chat, if it is
 * known.
 */
function updateLine({ at, by, data }: EntryOf<'ticket.updated'>, view: CardView): string {
  const { language } = view;
  const { who, purpose, agreed, score, other, tier } = data;
  const answer = keyOf(data, agreed);
  return t(language, `line.ticket.updated.${answer}`, {
    by: who ?? whoName(view, by),
    paper: paperName(data.paper, language),
    speaker: data.incident ? whoName(view, data.incident.speaker) : '',
    ...filesSaid(data, view),
    ...outageSaid(at, data, view),
    ...(other === undefined ? {} : { other: `T-${other}` }),
    ...(data.corrected ? { changes: correctedWords(data.corrected, view) } : {}),
    ...(score === undefined ? {} : { score }),
    ...(tier === undefined ? {} : { tier }),
    ...visitSaid(at, data, view),
    ...rankSaid(data, view),
    purpose: purpose ? t(language, `consent.${purpose}`) : '',
  });
}

/** The name of a paper in a sentence. Papers that only a book has are called by their keys. */
export function paperName(paper = 'requirement-reply', language: Language): string {
  const key = `paper.${paper}`;
  return hasText(language, key) ? t(language, key) : paper;
}

/** The name of a paper with a capital letter, for titles. */
export function paperTitle(paper: string, language: Language): string {
  return asSentence(paperName(paper, language));
}

function withText(line: string, text: string | undefined): string {
  return text ? `${line}: ${balanceDirections(text)}` : line;
}

function withFiles(line: string, files: readonly { readonly name: string }[] = []): string {
  return files.length > 0 ? `${line} 📎 ${files.map(({ name }) => balanceDirections(name)).join(', ')}` : line;
}

function tierName(tier: number, { terms, language }: CardView): string {
  const found = terms.policy.tiers.find((each) => each.tier === tier);
  return found ? `${tier} (${named(found.name, language)})` : String(tier);
}

function metricNames(metrics: readonly Metric[], { language }: CardView): string {
  return metrics.map((metric) => t(language, `metric.${metric}`)).join(t(language, 'list.separator'));
}

/** The name of a person by key, or the words for `customer` and `clock`. */
export function whoName({ source, language }: Pick<CardView, 'source' | 'language'>, key: string): string {
  if (key === 'customer' || key === 'clock') return t(language, `who.${key}`);
  return personName(source.people, key, language);
}

/** Who said it and when: `Ma Guodong, Mon 28 Sep 10:15`. */
export function signedBy({ by, who, at }: Signed, { source, language }: CardView): string {
  const name = who ?? whoName({ source, language }, by);
  return t(language, 'card.signed', { name, at: when(language, at, source.provider.timeZone) });
}
