/** Made-up tickets for `bench/find.ts`: the same ones every time, with common and rare words as people's have. */
import type { Database } from '../../src/db/database.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import type { Entry } from '../../src/desk/ticket/case/entry.ts';
import { foldTicket } from '../../src/desk/ticket/case/fold.ts';
import { searchWordsOf } from '../../src/desk/ticket/search-words.ts';
import { DAY, HOUR, type Instant, isoOf } from '../../src/lib/instant.ts';

const CHARS =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指';
const SYLLABLES = [
  'net',
  'con',
  'ser',
  'ver',
  'rou',
  'ter',
  'sig',
  'nal',
  'dis',
  'lay',
  'mo',
  'dem',
  'fi',
  'ber',
  'ca',
  'ble',
];
/** On about every second ticket, every hundredth, and every ten-thousandth. */
export const WORDS = {
  common: { zh: '故障', en: 'switch' },
  uncommon: { zh: '光模块', en: 'firmware' },
  rare: { zh: '雷击', en: 'chipmunk' },
} as const;
const SHARES = { common: 2, uncommon: 100, rare: 10_000 } as const;

/** A generator of numbers in `[0, 1)`, the same ones for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Few words are said often and many seldom, as in any language. */
function skewed(random: () => number, count: number): number {
  return Math.floor(count * random() ** 3);
}

function sentence(random: () => number, language: 'zh' | 'en', words: number): string {
  const points = [...CHARS];
  const word = () =>
    language === 'zh'
      ? `${points[skewed(random, points.length)]}${points[skewed(random, points.length)]}`
      : Array.from({ length: 2 + skewed(random, 3) }, () => SYLLABLES[skewed(random, SYLLABLES.length)]).join('');
  return Array.from({ length: words }, word).join(language === 'zh' ? '' : ' ');
}

interface Made {
  readonly id: number;
  readonly entries: readonly Entry[];
}

/** A ticket with its log: reported, talked about inside and with the customer, mostly fixed and closed. */
function makeTicket(id: number, at: Instant, source: BookSource, random: () => number): Made {
  const language = random() < 0.6 ? 'zh' : 'en';
  const said = (words: number) => sentence(random, language, words);
  const marked = (['common', 'uncommon', 'rare'] as const)
    .filter((kind) => Math.floor(random() * SHARES[kind]) === 0)
    .map((kind) => WORDS[kind][language]);
  const customers = Object.keys(source.customers);
  const customer = customers[skewed(random, customers.length)] ?? '';
  const device = random() < 0.7 ? source.customers[customer]?.devices[0]?.key : undefined;
  const people = ['engineer1', 'engineer2', 'engineer3', 'senior', 'expert'];
  const by = people[Math.floor(random() * people.length)] ?? '';
  const facts = {
    kind: 'fault',
    customer,
    site: 'main',
    device,
    serviceLevel: 'A',
    distanceKm: 0,
    travelMs: HOUR,
    hardwareOnly: false,
    billable: false,
    title: [...marked, said(6)].join(language === 'zh' ? '' : ' '),
    details: said(30),
    contact: '',
    origin: undefined,
  } as const;
  const staff = { by, staff: true } as const;
  const opened = { facts, level: 'general', assignee: by, due: {}, provisional: [] };
  const told = ['tell-customer', 'update', 'update', 'ask-customer'] as const;
  const entries: Entry[] = [
    { kind: 'ticket.opened', at, by: 'customer', staff: false, data: opened },
    { kind: 'ticket.acknowledged', at: at + HOUR, ...staff, data: {} },
    ...told.map(
      (what): Entry => ({ kind: 'ticket.updated', at: at + 2 * HOUR, ...staff, data: { what, text: said(12) } }),
    ),
  ];
  // One in two hundred is still open.
  if (random() >= 0.005) {
    entries.push({ kind: 'ticket.resolved', at: at + 5 * HOUR, ...staff, data: { text: said(15) } });
    if (random() >= 0.01) entries.push({ kind: 'ticket.closed', at: at + DAY, by: 'customer', staff: false, data: {} });
  }
  return { id, entries };
}

/** Fills an empty database with so many tickets, reported evenly over three years until `now`. */
export async function fillTickets(database: Database, source: BookSource, count: number, now: Instant): Promise<void> {
  const random = createRandom(7);
  const indexes = await database.query<{ name: string; made: string }>(
    `select indexname as name, indexdef as made from pg_indexes where tablename = 'ticket_words' and indexdef like '%gin%'`,
  );
  for (const { name } of indexes) await database.query(`drop index ${name}`);
  const firstAt = now - 3 * 365 * DAY;
  for (let first = 1; first <= count; first += 1000) {
    const ids = Array.from({ length: Math.min(1000, count - first + 1) }, (_, index) => first + index);
    const made = ids.map((id) => makeTicket(id, firstAt + (id / count) * (now - firstAt), source, random));
    await database.query(INSERT, [JSON.stringify(made.map((each) => rowOf(each, source)))]);
  }
  for (const { made } of indexes) await database.query(made);
  await database.query(`select setval(pg_get_serial_sequence('ticket', 'id'), $1::int)`, [count]);
  for (const table of ['ticket', 'ticket_event', 'ticket_words']) await database.query(`vacuum (analyze) ${table}`);
}

function rowOf({ id, entries }: Made, source: BookSource): object {
  const ticket = foldTicket(entries);
  const { told, team } = searchWordsOf(source, undefined, entries);
  const { status, level, assignee, facts } = ticket;
  return {
    id,
    customer: facts.customer,
    status,
    level,
    assignee,
    title: facts.title,
    state: ticket,
    opened_at: isoOf(ticket.reportedAt),
    told: [...told, `t-${id}`],
    team,
    entries: entries.map(({ at, data, staff, ...entry }, index) => ({
      ...entry,
      seq: index + 1,
      at: isoOf(at),
      data: { ...data, staff },
    })),
  };
}

const INSERT = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as row (id int, customer text, status text, level text, assignee text,
      title text, state jsonb, opened_at timestamptz, told jsonb, team jsonb, entries jsonb)
  ), opened as (
    insert into ticket (id, book_version_id, customer, kind, status, level, assignee, title, state, opened_at)
    select id, 1, customer, 'fault', status, level, assignee, title, state, opened_at from given
  ), logged as (
    insert into ticket_event (ticket_id, seq, at, kind, by, data)
    select id, entry.seq, entry.at, entry.kind, entry.by, entry.data
      from given, jsonb_to_recordset(entries) as entry (seq int, at timestamptz, kind text, by text, data jsonb)
  ) insert into ticket_words (ticket_id, customer, status, opened_at, told, team)
    select id, customer, status, opened_at, array_to_tsvector(array(select jsonb_array_elements_text(told))),
      array_to_tsvector(array(select jsonb_array_elements_text(told || team))) from given`;
