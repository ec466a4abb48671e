import type { Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { numberOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { customerName } from '../card/customer.ts';
import { moreParts } from '../card/list.ts';
import { shorten, titleOf } from '../input.ts';
import { serialsOf } from '../ticket/case/unit.ts';
import { stateOf } from './card.ts';
import type { Loaner } from './loaner.ts';
import { deviceName, partTitle } from './names.ts';
import type { SparePart } from './part.ts';

/** Most lines on the card of the ledger; the number of the others is shown below. */
export const MAX_LEDGER_LINES = 20;

/** A line of the spare-part ledger (B8). */
export interface LedgerLine {
  readonly id: number;
  readonly state: SparePart | Loaner;
}

/** Filter of the ledger; all undefined: everything that is not returned yet. */
export interface LedgerFilter {
  readonly customer: string | undefined;
  readonly device: string | undefined;
}

/** Reads the filter: a customer, or a device by key, name or serial number. Refused if the book has neither. */
export function readFilter({ customers }: BookSource, words: string): Result<LedgerFilter> {
  if (words === '') return accept({ customer: undefined, device: undefined });
  const wanted = plainWord(words);
  const isNamed = (...given: string[]) => given.some((each) => plainWord(each) === wanted);
  for (const [customer, { name, devices }] of Object.entries(customers)) {
    if (isNamed(customer, name.zh, name.en)) return accept({ customer, device: undefined });
    const device = devices.find((each) => isNamed(each.key, each.name.zh, each.name.en, ...serialsOf(each)));
    if (device) return accept({ customer, device: device.key });
  }
  return refuse('part.nothing-named', { about: shorten(words, 40) });
}

/** Card of the ledger, sorted by device, overdue parts first. */
export function ledgerCard(lines: readonly LedgerLine[], source: BookSource, language: Language): Card {
  const sorted = lines.toSorted((one, other) => rankOf(one) - rankOf(other) || one.id - other.id);
  const shown = sorted.slice(0, MAX_LEDGER_LINES);
  const groups = Map.groupBy(shown, ({ state }) => `${state.customer}/${state.device ?? ''}`);
  const left = sorted.length - shown.length;
  return {
    subject: 'part.list',
    tone: 'neutral',
    title: t(language, 'part.ledger', { count: lines.length }),
    badges: [],
    parts: [
      ...(lines.length === 0 ? [text(t(language, 'list.empty'))] : []),
      ...[...groups.values()].flatMap((group) => groupParts(group, source, language)),
      ...moreParts(left, language),
    ],
  };
}

function groupParts(group: readonly LedgerLine[], source: BookSource, language: Language): CardPart[] {
  const [first] = group;
  if (!first) return [];
  const { state } = first;
  const heading = [
    deviceName(source, state, language) ?? t(language, 'part.no-device'),
    customerName(source, state.customer, language),
  ].join(' · ');
  const fields = group.map((line) => ({
    label: line.state.of === 'part' ? partTitle(line.state, line.id, language) : loanerTitle(line.state, line.id),
    value: `T-${line.state.ticketId} · ${stateText(line.state, source.provider.timeZone, language)}`,
  }));
  return [text(heading), { part: 'fields', fields }];
}

function loanerTitle({ lent }: Loaner, id: number): string {
  return `${numberOf('loaner', id)} · ${titleOf(lent).title}`;
}

function stateText(state: SparePart | Loaner, zone: string, language: Language): string {
  if (state.of === 'loaner')
    return `${t(language, `loaner.${state.status}`)} · ${when(language, state.backAt ?? state.since, zone)}`;
  const at = state.returnedAt ?? state.back?.vendorAt ?? state.back?.sentAt ?? state.deliveredAt ?? state.dueAt;
  const word = t(language, `part.${stateOf(state)}`);
  if (at === undefined) return word;
  return state.status === 'open'
    ? `${word} · ${t(language, 'part.due', { due: when(language, at, zone) })}`
    : `${word} · ${when(language, at, zone)}`;
}

function rankOf({ state }: LedgerLine): number {
  if (state.of === 'loaner') return state.status === 'open' ? 1 : 3;
  return { overdue: 0, requested: 1, 'on-its-way': 1, delivered: 2, 'sent-back': 2, 'at-vendor': 2, returned: 3 }[
    stateOf(state)
  ];
}

function text(words: string): CardPart {
  return { part: 'text', style: 'plain', text: words };
}
