import { readFileSync } from 'node:fs';
import { t } from '../../src/i18n/i18n.ts';
import type { Language } from '../../src/lib/language.ts';
import type { Told } from './asking.ts';
import { buttonsOn } from './card-words.ts';
import type { TestHouse } from './house.ts';
import { REPORTER, SHARED } from './report.ts';

/** What people say and what becomes of it, one line each: the tables of test/command and bench/utterance. */
export interface Utterance {
  readonly said: string;
  readonly where: string;
  readonly who: string;
  /** What may become of it, the best first. */
  readonly becomes: readonly string[];
}

/** Reads a table: a header, then tab-separated lines; `#` begins a comment, `\n` is a line break. */
export function readUtterances(file: URL): Utterance[] {
  const [, ...lines] = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [said = '', where = '', who = '', becomes = ''] = line.split('\t');
      return { said: said.replaceAll('\\n', '\n'), where, who, becomes: becomes.split('|') };
    });
}

/** What became of an utterance, in the words of the tables, and what other people could read of it. */
export interface Became {
  readonly becomes: readonly string[];
  /** The messages in the customer's shared channel that repeat a part of it. */
  readonly isPublic: boolean;
}

/**
 * Says it in a house. An utterance about T-1 gets a ticket of its own, whose number takes the place of 1, so that lines do
 * not depend on one another.
 */
export async function becomeOf(
  house: TestHouse,
  { said, where, who, becomes }: Utterance,
  language: Language,
): Promise<Became> {
  const inThread = where.startsWith('thread');
  const named = NAMED.test(said);
  const id = inThread || named ? await reported(house) : undefined;
  const text = id === undefined ? said : said.replace(NAMED, `$<letter>${id}`);
  const isResolved = where === 'thread-resolved' || becomes.some((each) => /confirm|reject-fix/.test(each));
  if (isResolved && id !== undefined) await house.say('engineer1', 'team', `/desk resolve T-${id}`);
  const person = who === 'staff' ? 'engineer1' : REPORTER;
  const channel = where === 'dm' ? `@${person}` : SHARED;
  const overheard = where === 'thread-overheard' || where === 'listening';
  const threadId = inThread && id !== undefined ? threadOf(house, id) : `alone-${Math.random()}`;
  const before = {
    log: await logOf(house, id),
    tickets: await countTickets(house),
    complaints: await countComplaints(house),
    lines: house.seen(SHARED).messages.length,
  };
  const told = await house.say(person, channel, text, {
    message: { threadId, link: '', files: [] },
    ...(overheard ? { overheard: true } : {}),
  });
  const added = (await logOf(house, id)).slice(before.log.length);
  const opened = (await countTickets(house)) > before.tickets;
  const complained = (await countComplaints(house)) > before.complaints;
  return {
    becomes: [
      ...(opened ? ['fault'] : []),
      ...(complained ? ['complaint'] : []),
      ...namesOf(told, added, id, language),
    ],
    isPublic: house.seen(SHARED).messages.length > before.lines,
  };
}

/** `T-1`, `t12`, full-width too: the number of a ticket in a line of a table. */
const NAMED =
  /(?<letter>[tTｔＴ] ?[-－\p{Pd}]? ?|#|＃|(?<=[\p{Script=Han}] ?))(?<number>1[2２]?|[１][2２]?)(?![\d%年月日号点个台次小时分天]|[.:]\d)/u;

function namesOf(told: Told, added: readonly string[], id: number | undefined, language: Language): string[] {
  const title = told.card?.title ?? '';
  const is = (key: Parameters<typeof t>[1]) => title === t(language, key, { ticket: `T-${id}` });
  const verbs = added.flatMap((entry) => {
    const verb = entry === 'say' || entry === 'overhear' ? undefined : VERB_OF[entry];
    return verb === undefined ? [] : [`command:${verb} T-1`, `command:${verb} T-12`];
  });
  const subject = told.card?.subject ?? '';
  return [
    ...verbs,
    ...(is('heard.complaint.title') || told.form?.command === 'complaint.open' ? ['complaint'] : []),
    ...(told.card && buttonsOn(told.card).some(({ args }) => args.as === 'complaint') ? ['complaint'] : []),
    ...(is('heard.what.title') || is('heard.closed.title') || is('heard.wordless.title') ? ['ask'] : []),
    ...(is('heard.not-fixed.title') ? ['offer-not-fixed'] : []),
    ...(is('heard.fixed.title') ? ['offer-fixed'] : []),
    ...(is('heard.listen.title') ? ['offer'] : []),
    ...(told.text === t(language, 'heard.thanks') || told.text === t(language, 'heard.all-right') ? ['thanks'] : []),
    ...(subject === 'list.open' ? ['status'] : []),
    ...(subject === 'oncall' ? ['duty'] : []),
    ...(subject === 'help' ? ['help'] : []),
    ...(/^ticket\/\d+$/.test(subject) ? ['status', 'command:show T-1', 'command:show T-12'] : []),
    ...(/^ticket\/\d+\/why$/.test(subject) ? ['command:why T-1', 'command:why T-12'] : []),
    ...(/^ticket\/\d+\/log$/.test(subject) ? ['command:log T-1', 'command:log T-12'] : []),
    ...(added.length > 0 ? ['added'] : []),
    ...(told.refused === undefined ? [] : ['refused', `refused:${told.refused}`, ...(REFUSED_BY[told.refused] ?? [])]),
    ...(told.form ? [`form:${told.form.command}`] : []),
    ...(told.text === '' && !told.card && !told.form && told.refused === undefined && added.length === 0
      ? ['nothing']
      : []),
  ];
}

/** The verb of an entry in the log. */
const VERB_OF: Readonly<Record<string, string>> = {
  'ticket.closed': 'confirm',
  'ticket.reopened': 'reject-fix',
  'ticket.acknowledged': 'acknowledge',
  'ticket.assigned': 'assign',
  'ticket.resolved': 'resolve',
  update: 'update',
  'customer-answered': 'customer-answered',
  'accept-reply': 'accept-reply',
  'give-consent': 'give-consent',
  'refuse-consent': 'refuse-consent',
};

/** Refusals by the rules of a verb: the words were read as that command. */
const REFUSED_BY: Readonly<Record<string, readonly string[]>> = {
  'ticket.no-reply': ['command:accept-reply T-1', 'command:accept-reply T-12'],
  'ticket.nothing-asked': ['command:customer-answered T-1', 'command:customer-answered T-12'],
  'ticket.no-consent-asked': ['command:give-consent T-12', 'command:refuse-consent T-12'],
};

let reports = 0;

/** Reports a fault that no other line reports, and gives its number. */
async function reported(house: TestHouse): Promise<number> {
  reports += 1;
  await house.say(REPORTER, SHARED, `/fault ${reports}: core switch down`);
  return countTickets(house);
}

async function countTickets(house: TestHouse): Promise<number> {
  const [row] = await house.database.query<{ count: number }>('select count(*)::int as count from ticket');
  return row?.count ?? 0;
}

async function countComplaints(house: TestHouse): Promise<number> {
  const [row] = await house.database.query<{ count: number }>(
    `select count(*)::int as count from matter where feature = 'complaint'`,
  );
  return row?.count ?? 0;
}

/** The entries of a ticket's log, by their verb or kind. */
async function logOf(house: TestHouse, id: number | undefined): Promise<string[]> {
  if (id === undefined) return [];
  const rows = await house.database.query<{ what: string }>(
    `select coalesce(data->>'what', kind) as what from ticket_event where ticket_id = $1 order by seq`,
    [id],
  );
  return rows.map(({ what }) => what);
}

function threadOf(house: TestHouse, id: number): string {
  const found = house.seen(SHARED).messages.find(({ card }) => card?.title.startsWith(`T-${id} `));
  if (!found) throw new Error(`no card of T-${id}`);
  return found.thread || found.id;
}
