import { expect } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import { COMMANDS } from '../../src/commands.ts';
import { PATCH_TEXTS } from '../../src/desk/patch/patch.ts';
import { listByRole, type Role } from '../../src/desk/person/person.ts';
import type { Language } from '../../src/lib/language.ts';
import { NOTICE_2027, published } from '../desk/holiday/notices.ts';
import { buttonsOn, wordsOf } from './card-words.ts';
import { openHouse, type TestHouse } from './house.ts';
import { inspectionSurfaces } from './inspection-surfaces.ts';
import { must } from './must.ts';
import { paperSurfaces } from './paper-surfaces.ts';
import { ratingSurfaces } from './rating-surfaces.ts';
import { sampleBook } from './sample-book.ts';
import { sheetSurfaces } from './sheet-surfaces.ts';

/** Presets and languages that together show every text of the product. */
export const PRESETS = [
  ['bureau-system', 'zh-CN'],
  ['network-security', 'en'],
  ['security-vendor', 'zh-CN'],
  ['telecom-province', 'en'],
  ['telecom-province', 'zh-CN'],
  ['video-conference', 'en'],
] as const;
/** A long text in which each platform would see a call to everyone, if it were not escaped. */
const LONG = '核心交换机🔔 & <!channel> <at id=all></at> *坏了* '.repeat(170);

/** An assurance with the longest name. */
const ASSURANCE = {
  customer: 'sample',
  name: LONG.slice(0, 119),
  from: '2026-10-09',
  engineer: 'senior',
  second: 'expert',
};
/** A patch with the longest texts. */
const PATCH = {
  customer: 'sample',
  'patch-title': LONG.slice(0, 119),
  'patch-device': 'device1',
  ...Object.fromEntries(PATCH_TEXTS.map((text) => [`patch-${text}`, LONG.slice(0, 3_999)])),
  date: '2026-10-12',
  person: 'engineer1',
  sure: 'yes',
};
/** A sheet of the service file with the longest texts. */
const SHEET = {
  customer: 'sample',
  kind: 'configuration',
  device: 'device1',
  'file-title': LONG.slice(0, 119),
  'file-version': LONG.slice(0, 80),
  date: '2026-09-28',
  'file-text': LONG.slice(0, 3_999),
  'file-readers': 'customer',
  sure: 'yes',
};
/** The input that every command is tried with. */
const NAMED = {
  ticket: 'T-1',
  complaint: 'C-1',
  assurance: 'A-1',
  patch: 'N-1',
  file: 'F-1',
  item: 'check',
  speaker: 'senior',
  purpose: 'remote-access',
  search: '核心交换机 open',
  notice: published(2027, NOTICE_2027),
};

/** All cards and forms of the desk: every command by a customer, an engineer and a director, with the longest texts. */
export async function surfacesOf(preset: string, language: Language): Promise<{ cards: Card[]; forms: Form[] }> {
  const book = await sampleBook(language, preset);
  const house = await openHouse({ database: 'pglite-memory', language, book });
  const cards = new Set<Card>();
  const forms = new Set<Form>();
  const customer = Object.keys(book.channels).find((key) => book.channels[key]?.purpose === 'customer') ?? '';
  try {
    await house.forge('customer-sample-1', customer, 'ticket.report', { text: LONG.slice(0, 3_999) });
    await house.forge('customer-sample-1', customer, 'complaint.open', { ticket: 'T-1', text: LONG.slice(0, 3_999) });
    const holding = (role: Role) => listByRole(book.people, role).slice(0, 1);
    const people = ['customer-sample-1', ...new Set([...holding('engineer'), ...holding('director')])];
    await house.forge('engineer1', 'team', 'assurance.plan', ASSURANCE);
    await house.forge('engineer1', 'team', 'patch.plan', PATCH);
    await house.forge('engineer1', 'team', 'file.add', SHEET);
    for (const { name } of COMMANDS) {
      for (const person of people) {
        const channel = person.startsWith('customer') ? customer : 'team';
        for (const input of [{ ticket: 'T-1' }, { ...NAMED, text: LONG.slice(0, 3_999) }]) {
          const told = await house.forge(person, channel, name, input);
          for (const card of told.card ? [told.card, ...told.otherCards] : []) cards.add(card);
          if (told.form) forms.add(told.form);
        }
      }
      for (const card of house.seen().cards) cards.add(card);
    }
    const pressed = await pressParts(house);
    for (const card of pressed.cards) cards.add(card);
    for (const form of pressed.forms) forms.add(form);
    await house.forge('engineer1', customer, 'channel.joined', {});
    await house.forward({ hours: 30 });
    for (const card of house.seen().cards) cards.add(card);
    const log = await openLongLog(house, customer);
    cards.add(log.card);
    expect(wordsOf(log.card)).toContain(log.newest);
    const listed = await listManyCases(house, customer);
    cards.add(listed);
    expect(listed.parts.length, 'ten rows with a button each, and the turn of the page').toBe(21);
    const onPaper = await paperSurfaces(house, 'T-1', LONG.slice(0, 3_999));
    for (const card of onPaper.cards) cards.add(card);
    for (const form of onPaper.forms) forms.add(form);
    const inspected = await inspectionSurfaces(house, customer, LONG.slice(0, 3_999), lowestLevel(book));
    for (const card of inspected.cards) cards.add(card);
    for (const form of inspected.forms) forms.add(form);
  } finally {
    await house.close();
  }
  const rated = await ratingSurfaces(book, customer, LONG.slice(0, 3_999));
  const states = new Set(rated.cards.filter(({ subject }) => subject.includes('|rating|')).map(stateOf));
  expect(states.size, 'asked, rated low and high, over, void; of a ticket and of a summary').toBeGreaterThanOrEqual(6);
  for (const card of rated.cards) cards.add(card);
  for (const form of rated.forms) forms.add(form);
  if (Object.values(book.policies).some((policy) => policy.forms.length > 0)) {
    const filled = await sheetSurfaces(book, customer, LONG.slice(0, 3_999));
    const shown = new Set(filled.cards.filter(({ subject }) => subject.startsWith('sheet/')).map(stateOf));
    expect(shown.size, 'six forms: filled in, asked, not signed, signed for them').toBeGreaterThanOrEqual(4);
    for (const card of filled.cards) cards.add(card);
    for (const form of filled.forms) forms.add(form);
  }
  return { cards: [...cards], forms: [...forms] };
}

/** What tells two states of a card apart: its subject, badges and kinds of parts. */
function stateOf({ subject, badges, parts }: Card): string {
  return JSON.stringify([subject.split('|')[0], badges, parts.map(({ part }) => part)]);
}

/** Key of the lowest fault level of a book's first policy. */
function lowestLevel({ policies }: Awaited<ReturnType<typeof sampleBook>>): string {
  return Object.values(policies)[0]?.levels.at(-1)?.key ?? '';
}

/**
 * Presses each button of the cards of parts and loaners once, with the longest repair request, and gives what it shows.
 */
async function pressParts(house: TestHouse): Promise<{ cards: Card[]; forms: Form[] }> {
  const text = LONG.slice(0, 3_999);
  const cards: Card[] = [];
  const forms: Form[] = [];
  const buttons = house
    .seen()
    .cards.flatMap(buttonsOn)
    .filter(({ args }) => args.part ?? args.loaner);
  const line = text.slice(0, 80);
  const filled = { rma: line, model: line, serial: line, symptom: text, cause: text, measures: text, replaced: text };
  const part = buttons.find(({ args }) => args.part)?.args.part ?? '';
  if (part) await house.forge('engineer1', 'team', 'part.record', { part, sure: 'yes', ...filled });
  for (const { command, args } of new Map(buttons.map((each) => [each.command, each])).values()) {
    const { card, form } = await house.forge('engineer1', 'team', command, args);
    cards.push(...house.seen().cards, ...(card ? [card] : []));
    if (form) forms.push(form);
  }
  return { cards, forms };
}

/** The first page of a customer's list of tickets, full, with the longest titles. */
async function listManyCases(house: TestHouse, customer: string): Promise<Card> {
  for (let number = 0; number < 11; number += 1)
    await house.forge('customer-sample-1', customer, 'ticket.report', { text: `${number} ${LONG.slice(0, 3_900)}` });
  return must((await house.forge('customer-sample-1', customer, 'dossier.cases', {})).card);
}

/** The log of a ticket with thirty notes of the longest text. */
async function openLongLog(house: TestHouse, customer: string): Promise<{ card: Card; newest: string }> {
  const { text: told } = await house.forge('customer-sample-1', customer, 'ticket.report', {
    text: LONG.slice(0, 3_999),
  });
  const ticket = /T-\d+/.exec(told)?.[0] ?? '';
  const newest = `${LONG.slice(0, 3_900)} the newest`;
  for (let note = 0; note < 30; note += 1) {
    house.wait({ minutes: 1 });
    await house.forge('customer-sample-1', customer, 'ticket.update', {
      ticket,
      text: note === 29 ? newest : LONG.slice(0, 3_999),
    });
  }
  const { card } = await house.forge('engineer1', 'team', 'ticket.log', { ticket });
  if (!card) throw new Error('no log');
  return { card, newest };
}
