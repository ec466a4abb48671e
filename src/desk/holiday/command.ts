import { t } from '../../i18n/i18n.ts';
import { namesIn } from '../../lib/language.ts';
import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import type { BookSource } from '../book/schema.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { directorsOf } from '../person/person.ts';
import { chinaDate, noticesWith } from '../sla/workdays-cn.ts';
import { answerCard, answerForm, tell } from '../tell.ts';
import { CHAT, listCard, noticeCard, yearCard } from './card.ts';
import {
  applyNotice,
  countMoved,
  knownUntil,
  readAndCompare,
  type Settled,
  storeShown,
  takeBackNotice,
} from './flow.ts';
import type { HolidayView } from './move-card.ts';
import { askDirector, tellSettled } from './notice.ts';
import { listApplied } from './store.ts';

/** Commands about public holidays. */
export const holidayCommands: readonly Command[] = [
  {
    name: 'holidays.show',
    for: 'staff',
    changesStart: true,
    typed: {
      slash: 'desk',
      zh: ['放假安排', '节假日', '放假'],
      en: ['holidays', 'holiday'],
      isCommon: true,
      topic: 'duty',
      takes: ['notice'],
    },
    run: show,
  },
  { name: 'holidays.load', for: 'staff', typed: undefined, run: load },
  { name: 'holidays.apply', for: 'staff', changesStart: true, typed: undefined, run: apply },
  { name: 'holidays.take-back', for: 'staff', changesStart: true, typed: undefined, run: takeBack },
];

/** Years that were over before today's are not listed. */
const YEARS_AHEAD = 1;

/** Alone: which years are known. With a year: its days. With a notice: what it says and moves. `撤回 2027` takes back. */
async function show(ask: Ask): Promise<Result<Answer>> {
  const said = (ask.input.notice ?? '').trim();
  if (said === '') return list(ask);
  const [, back] = /^(?:撤回|撤销|取消|take[- ]?back|undo|withdraw)\s*(\d{4})年?$/iu.exec(said) ?? [];
  if (back !== undefined)
    return settle(ask, 'taken-back', await decide(ask, () => takeBackNotice(ask.turn, Number(back))));
  const [, only] = /^(\d{4})年?$/u.exec(said) ?? [];
  if (only !== undefined) return showYear(ask, Number(only));
  return preview(ask, said);
}

async function list({ turn, asker, book }: Ask): Promise<Result<Answer>> {
  const applied = await listApplied(turn.tx);
  const [thisYear, known] = [Number(chinaDate(turn.now).slice(0, 4)), Number(knownUntil(turn.overrides).slice(0, 4))];
  const last = Math.max(known, thisYear + YEARS_AHEAD);
  const years = Array.from({ length: last - thisYear + 1 }, (_, ahead) => thisYear + ahead).map((year) => ({
    year,
    applied: applied.find(({ notice }) => notice.year === year),
    isKnown: year <= known,
  }));
  return answerCard(listCard(years, mayApply(book.source, asker.key), viewOf({ turn, asker, book })));
}

function showYear(ask: Ask, year: number): Result<Answer> {
  const notices = noticesWith(ask.turn.overrides.notices ?? []);
  const notice = notices.find((each) => each.year === year);
  if (notice) return answerCard(yearCard(notice, viewOf(ask)));
  return refuse('holidays.year-unknown', { year, known: notices.map((each) => each.year).join(', ') });
}

/** The button's form, and the notice that was pasted into it. */
async function load(ask: Ask): Promise<Result<Answer>> {
  const said = (ask.input.notice ?? '').trim();
  if (said !== '') return preview(ask, said);
  const { language } = ask.asker;
  return answerForm({
    command: 'holidays.load',
    args: {},
    title: t(language, 'holidays.form.title'),
    submit: t(language, 'holidays.form.submit'),
    intro: t(language, 'holidays.form.intro'),
    fields: [fieldMaker(language).text('notice', true)],
  });
}

/** Shows what a notice says and moves. One that may be applied is stored, and put before the director. */
async function preview(ask: Ask, said: string): Promise<Result<Answer>> {
  const { turn, asker, book } = ask;
  const [, year, rest] = /^(\d{4})年?[\s:：]+(?=\S)([\s\S]*)$/u.exec(said) ?? [];
  // A title begins with the year too: it is part of the notice.
  const isNamed = rest !== undefined && !/^\d{4}年/u.test(said);
  const words = isNamed ? rest : said;
  const shown = await readAndCompare(turn, words, isNamed ? Number(year) : undefined, CHAT);
  if (!shown.ok) return shown;
  const id = shown.value.why === undefined ? await storeShown(turn, shown.value, words) : undefined;
  const isDirector = mayApply(book.source, asker.key);
  if (id !== undefined && !isDirector) await askDirector(turn, book.source, shown.value, id);
  return answerCard(noticeCard(shown.value, id, isDirector, viewOf(ask)));
}

async function apply(ask: Ask): Promise<Result<Answer>> {
  const id = Number(ask.input.load ?? '');
  return settle(ask, 'applied', await decide(ask, () => applyNotice(ask.turn, Number.isSafeInteger(id) ? id : 0)));
}

async function takeBack(ask: Ask): Promise<Result<Answer>> {
  return settle(ask, 'taken-back', await decide(ask, () => takeBackNotice(ask.turn, Number(ask.input.year ?? ''))));
}

async function decide({ asker, book }: Ask, work: () => Promise<Result<Settled>>): Promise<Result<Settled>> {
  return mayApply(book.source, asker.key) ? work() : onlyDirector(book.source);
}

/** Tells team and managers what moved. */
async function settle(ask: Ask, what: 'applied' | 'taken-back', settled: Result<Settled>): Promise<Result<Answer>> {
  if (!settled.ok) return settled;
  const { year, moves, facts } = settled.value;
  await tellSettled(ask.turn, what, settled.value);
  const told = tell(ask, `holidays.reply.${what}`, { year, moved: countMoved(moves) });
  return told.ok ? accept({ replies: told.value.replies, facts }) : told;
}

function viewOf({ turn, asker, book }: Pick<Ask, 'turn' | 'asker' | 'book'>): HolidayView {
  return { source: book.source, language: asker.language, now: turn.now };
}

function mayApply(source: BookSource, person: string): boolean {
  return directorsOf(source.people).includes(person);
}

function onlyDirector(source: BookSource): Refusal {
  const directors = Object.fromEntries(
    directorsOf(source.people).flatMap((key) => (source.people[key] ? [[key, source.people[key]]] : [])),
  );
  return refuse('holidays.only-director', { names: namesIn(directors) });
}
