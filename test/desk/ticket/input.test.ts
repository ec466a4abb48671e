import { describe, expect, it } from 'vitest';
import { prepareBook } from '../../../src/desk/book/book.ts';
import type { Ask } from '../../../src/desk/desk.ts';
import { MAX_TEXT, MAX_TITLE, titleOf } from '../../../src/desk/input.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { readReport } from '../../../src/desk/ticket/verb/report.ts';
import { readStep } from '../../../src/desk/ticket/verb/step.ts';
import type { VerbName as Verb } from '../../../src/desk/ticket/verb/table.ts';
import { ticketCard } from '../../../src/desk/ticket/view/card.ts';
import { t } from '../../../src/i18n/i18n.ts';
import { storiesOf } from '../../support/story.ts';

const begin = await storiesOf('telecom-province');
const { source, terms } = begin();

/** An ask as dispatch would make it; reading it needs only the input and the book. */
function asking(input: Record<string, string>, mentions: Record<string, string> = {}): Ask {
  const place = { platform: 'playground', channelId: 'team', threadId: '' };
  const turn = { now: Date.parse('2026-09-28T10:00:00+08:00') };
  const asker = { language: 'en' };
  return { input, mentions, place, turn, asker, book: prepareBook(1, source) } as unknown as Ask;
}

const step = (verb: Verb, input: Record<string, string>) => readStep(verb, asking(input), terms);
const report = (input: Record<string, string>) => readReport(asking(input));

const TEXT_VERBS: Verb[] = [
  'update',
  'tell-customer',
  'ask-customer',
  'customer-answered',
  'answer',
  'propose-workaround',
  'submit-plan',
  'resolve',
  'reject-fix',
  'reject-plan',
];

describe('the person meant by a word', () => {
  const assign = (to: string, mentions: Record<string, string> = {}) =>
    readStep('assign', asking({ to }, mentions), terms);

  it.each([
    ['a key', 'engineer2', {}],
    ['a mention, whatever name it shows', '@somebody', { '@somebody': 'engineer2' }],
  ])('by %s', (_, to, mentions) => {
    expect(assign(to, mentions)).toEqual({ ok: true, value: { verb: 'assign', to: 'engineer2' } });
  });

  it('is not guessed from the name beside an unknown id', () => {
    expect(assign('@engineer2', { '@engineer2': 'stranger' })).toMatchObject({ code: 'ticket.unknown-person' });
  });
});

describe('what people write', () => {
  it.each(TEXT_VERBS)(
    '%s takes 4,000 characters, emoji counted as one, and refuses one more, naming the limit',
    (verb) => {
      for (const letter of ['a', '故', '🔥']) {
        expect(step(verb, { text: letter.repeat(4000) })).toEqual({
          ok: true,
          value: { verb, text: letter.repeat(4000) },
        });
        expect(step(verb, { text: letter.repeat(4001) })).toEqual({
          ok: false,
          code: 'input.too-long',
          params: { field: 'text', limit: MAX_TEXT },
        });
      }
    },
  );

  it('a report is refused too, with a text in both languages', () => {
    expect(report({ text: '障'.repeat(4000) }).ok).toBe(true);
    const refused = report({ text: '障'.repeat(4001) });
    expect(refused).toMatchObject({ ok: false, code: 'input.too-long', params: { limit: 4000 } });
    expect(t('en', 'input.too-long', { field: 'text', limit: 4000 })).toContain('4000');
    expect(t('zh-CN', 'input.too-long', { field: 'text', limit: 4000 })).toContain('4000');
  });

  it('10,000 lines are refused like any other text that is too long', () => {
    expect(report({ text: 'line\n'.repeat(10_000) })).toMatchObject({ ok: false, code: 'input.too-long' });
  });

  it.each([
    ['emoji', '🔥 core switch 👩‍🔧 down 🇨🇳'],
    ['right-to-left text', 'المحول الرئيسي معطل ‏123'],
    ['markup', '<script>alert(1)</script> *bold* <!channel> <@U123> [a](javascript:b) {{by}} &amp;'],
    ['a template of ours', '$t(card.open) {{- by}} %s ${now}'],
    ['many short lines', 'x\n'.repeat(1900).trim()],
  ])('%s are kept as written', (_, text) => {
    expect(step('update', { text })).toEqual({ ok: true, value: { verb: 'update', text } });
    const story = begin().report('10:00', titleOf(text)).step('10:05', 'ask-customer', { text });
    const view = { source, terms, language: 'en' } as const;
    const card = ticketCard(1 as TicketId, story.ticket, view, 'customer');
    const first = text.split('\n')[0] ?? '';
    expect(card.title).toBe(`T-1 · ${first}`);
  });

  it('control characters are dropped, line breaks and tabs stay', () => {
    expect(step('update', { text: 'a\u0000b\u001b[31m\tc\nd' })).toMatchObject({ value: { text: 'ab[31m\tc\nd' } });
  });

  it('a text of blanks counts as missing', () => {
    expect(step('update', { text: ' \n\t ' })).toMatchObject({ ok: false, params: { field: 'text' } });
    expect(report({ text: '' })).toMatchObject({ ok: false, code: 'input.missing', params: { field: 'text' } });
  });

  it('a resolve needs no words', () => {
    expect(step('resolve', {})).toEqual({ ok: true, value: { verb: 'resolve', text: '' } });
  });
});

describe('the title of a ticket', () => {
  it('is the first line; the rest are the details', () => {
    expect(titleOf('core switch down')).toEqual({ title: 'core switch down', details: '' });
    expect(titleOf('core switch down\nsince 8')).toEqual({
      title: 'core switch down',
      details: 'since 8',
    });
  });

  it('is cut between characters', () => {
    const { title, details } = titleOf('🔥'.repeat(MAX_TITLE + 1));
    expect([...title]).toHaveLength(MAX_TITLE);
    expect(title).toBe(`${'🔥'.repeat(MAX_TITLE - 1)}…`);
    expect(details).toBe('🔥'.repeat(MAX_TITLE + 1));
    expect(titleOf('障'.repeat(MAX_TITLE))).toEqual({ title: '障'.repeat(MAX_TITLE), details: '' });
  });
});

describe('names and numbers', () => {
  it('a level is named by its key or in either language', () => {
    for (const level of ['severe', 'Severe', '严重故障'])
      expect(step('set-level', { level })).toEqual({ ok: true, value: { verb: 'set-level', level: 'severe' } });
  });

  it('a person is named by key or name, with or without an @', () => {
    for (const to of ['engineer2', '@engineer2', 'Zhang Min', '张敏'])
      expect(step('assign', { to })).toEqual({ ok: true, value: { verb: 'assign', to: 'engineer2' } });
    expect(step('assign', { to: 'nobody' })).toMatchObject({ ok: false, code: 'ticket.unknown-person' });
    expect(step('assign', { to: 'constructor' })).toMatchObject({ ok: false, code: 'ticket.unknown-person' });
  });

  it.each([
    ['raise-tier', { tier: 'two' }, 'tier'],
    ['raise-tier', { tier: '2.5' }, 'tier'],
    ['set-outage', { affectedPercent: '101' }, 'affectedPercent'],
    ['set-outage', { affectedPercent: 'many' }, 'affectedPercent'],
    ['set-outage', { since: 'yesterday' }, 'since'],
    ['deliver', { report: 'write-up' }, 'report'],
  ] as const)('%s with %o is refused, naming the field', (verb, input, field) => {
    expect(step(verb, input)).toMatchObject({ ok: false, params: { field } });
  });

  it("an outage's start without a zone is read in the provider's zone", () => {
    const sinceAt = Date.parse('2026-11-23T08:00:00+08:00');
    for (const since of ['2026-11-23T08:00', '2026-11-23 08:00', '2026-11-23T00:00Z', '2026-11-23T08:00:00+08:00'])
      expect(step('set-outage', { since })).toEqual({ ok: true, value: { verb: 'set-outage', sinceAt } });
  });
});
