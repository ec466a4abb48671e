import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { named } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { dateInZone, openZone } from '../../lib/zone.ts';
import type { BookSource } from '../book/schema.ts';
import { fieldMaker } from '../card/form-field.ts';
import { readDay } from '../date-input.ts';
import { readDate } from '../date-words.ts';
import type { Answer, Ask } from '../desk.ts';
import { daysWords } from '../revision/words/edit-words.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { dayOfDate } from '../sla/civil-date.ts';
import { answerForm } from '../tell.ts';
import { putEdits } from './flow.ts';
import { mayChange, nearestPerson, onlyOwn, unknownPerson } from './phone.ts';
import { takePerson, takeVerb } from './said.ts';

/** Days away, as the service book has them: a person's own, or another's for the technical director. */

type Span = BookSource['people'][string]['away'][number];

const MOST_DAYS = 366;

/** `/desk away 12-01 to 12-05`, `/desk away Chen Jie tomorrow`, `/desk away cancel`; alone a form. */
export async function hearAway(ask: Ask): Promise<Result<Answer>> {
  const first = takeVerb(ask.input.personDays ?? '', ['cancel']);
  const who = takePerson(ask, first.rest);
  const second = takeVerb(who.rest, ['cancel']);
  const rest = second.rest;
  if (!mayChange(ask, who.key)) return onlyOwn(ask);
  if (first.verb ?? second.verb) return cancelDays(ask, who.key, rest);
  if (rest === '') return answerForm(awayForm(ask, who.key));
  const [from, until] = splitDays(rest, today(ask));
  const span = readSpan(ask, from, until);
  // Where it begins with a slip of a name, that is what is wrong.
  const [front = ''] = rest.split(/\s+/u);
  if (!span.ok && !who.isNamed && nearestPerson(ask, front)) return unknownPerson(ask, front);
  return span.ok ? putSpan(ask, who.key, span.value) : span;
}

/** The answered form. */
export async function saveAway(ask: Ask): Promise<Result<Answer>> {
  const { input, asker, book } = ask;
  const key = input['away-person'] || asker.key;
  if (!Object.hasOwn(book.source.people, key)) return unknownPerson(ask, key);
  if (!mayChange(ask, key)) return onlyOwn(ask);
  const from = input['away-from'] ?? '';
  const span = readSpan(ask, from, input['away-until'] || from);
  return span.ok ? putSpan(ask, key, span.value) : span;
}

/** The choice of days that are taken back. */
export async function cancelAway(ask: Ask): Promise<Result<Answer>> {
  const key = ask.input['away-person'] || ask.asker.key;
  if (!mayChange(ask, key)) return onlyOwn(ask);
  return cancelDays(ask, key, ask.input['away-cancel'] ?? '');
}

async function putSpan(ask: Ask, key: string, span: Span): Promise<Result<Answer>> {
  const { people } = ask.book.source;
  const { language } = ask.asker;
  const other = people[key]?.away.find(({ from, until }) => from <= span.until && span.from <= until);
  if (other && people[key])
    return refuse('away.overlaps', { name: people[key].name, days: daysWords(other.from, other.until, language) });
  return putEdits(ask, [{ path: pathOf(key, span), value: span }]);
}

/** Takes days back: those in which the written day lies, or the only ones; else a form asks. */
async function cancelDays(ask: Ask, key: string, said: string): Promise<Result<Answer>> {
  const { people } = ask.book.source;
  const person = people[key];
  const ahead = (person?.away ?? []).filter(({ until }) => until >= today(ask));
  if (!person || ahead.length === 0) return refuse('away.none', { name: person?.name ?? key });
  if (said === '' && ahead.length > 1) return answerForm(cancelForm(ask, key, ahead));
  const chosen = said === '' ? ahead[0] : ahead.find((each) => idOf(each) === said);
  if (chosen) return putEdits(ask, [{ path: pathOf(key, chosen), value: undefined }]);
  const day = readDay(ask, 'away-cancel', splitDays(said, today(ask))[0], today(ask));
  if (!day.ok) return day;
  const found = ahead.find(({ from, until }) => from <= day.value && day.value <= until);
  if (!found) return answerForm(cancelForm(ask, key, ahead));
  return putEdits(ask, [{ path: pathOf(key, found), value: undefined }]);
}

function readSpan(ask: Ask, first: string, last: string): Result<Span> {
  const from = readDay(ask, 'away-from', first, today(ask));
  if (!from.ok) return from;
  const until = readDay(ask, 'away-until', last, today(ask));
  if (!until.ok) return until;
  const span = { from: from.value, until: until.value };
  if (span.until < span.from) return refuse('away.until-first', { ...span, field: 'away-until' });
  const { language } = ask.asker;
  if (span.until < today(ask)) return refuse('away.over', { days: daysWords(span.from, span.until, language) });
  if (dayOfDate(span.until) - dayOfDate(span.from) >= MOST_DAYS) return refuse('away.too-long', { days: MOST_DAYS });
  return accept(span);
}

const BETWEEN = /^(?:from |从)?(.+?)\s*(?:\.\.|~|—|–|至|到| to | until | till | - )\s*(.+)$/iu;

/** The first and the last day of a text; one day alone is both. `12月1日到5日`: the second takes the month of the first. */
function splitDays(text: string, now: CivilDate): [from: string, until: string] {
  if (readDate(text, now).found === 'date') return [text, text];
  const [, first = '', last = ''] = BETWEEN.exec(text) ?? [];
  if (first !== '') {
    const month = /(\d{1,2})月/u.exec(first)?.[1];
    return [
      first,
      month !== undefined && /^\d{1,2}[日号]?$/u.test(last) ? `${month}月${last.replace(/[日号]$/u, '')}日` : last,
    ];
  }
  const words = text.split(/\s+/u);
  for (let at = 1; at < words.length; at++) {
    const [one, other] = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    if (readDate(one, now).found === 'date' && readDate(other, now).found === 'date') return [one, other];
  }
  return [text, text];
}

function awayForm({ asker, book }: Ask, key: string): Form {
  const { language } = asker;
  const field = fieldMaker(language);
  const person = book.source.people[key];
  return {
    command: 'away.save',
    args: { 'away-person': key },
    title: t(language, 'form.away.title'),
    submit: t(language, 'form.edit.save'),
    intro: person ? named(person.name, language) : '',
    fields: [field.line('away-from', 40, true), field.line('away-until', 40)],
  };
}

function cancelForm({ asker: { language } }: Ask, key: string, spans: readonly Span[]): Form {
  const options = spans.map((span) => ({ value: idOf(span), label: daysWords(span.from, span.until, language) }));
  return {
    command: 'away.cancel',
    args: { 'away-person': key },
    title: t(language, 'form.away.cancel'),
    submit: t(language, 'form.away.cancel'),
    intro: '',
    fields: [fieldMaker(language).choice('away-cancel', true, options)],
  };
}

function idOf({ from, until }: Span): string {
  return `${from}/${until}`;
}

function pathOf(key: string, span: Span): string[] {
  return ['people', key, 'away', idOf(span)];
}

function today({ book, turn }: Ask): CivilDate {
  return dateInZone(openZone(book.source.provider.timeZone), turn.now);
}
