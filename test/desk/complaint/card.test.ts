import { expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { policyOf, prepareBook, spanCalendarsOf } from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { complaintCard, customerCard } from '../../../src/desk/complaint/card.ts';
import { beginComplaint, type Complaint, lapseComplaint } from '../../../src/desk/complaint/complaint.ts';
import { listCard } from '../../../src/desk/complaint/list.ts';
import { type ComplaintStep, decideComplaintStep } from '../../../src/desk/complaint/step.ts';
import type { Language } from '../../../src/lib/language.ts';
import { must } from '../../support/must.ts';
import { tellInstant } from '../../support/story-time.ts';

const { source } = await readBookFile(must(presetPath('telecom-province')));
const book = prepareBook(1, source);
const read = (at: string) => tellInstant(at, '2026-11-27');

/** A complaint of 21:30, whose first answer is due at 23:30. */
function complained(): Complaint {
  const policy = policyOf(book, 'sample');
  const facts = {
    text: 'nobody answers',
    category: 'response',
    urgency: 'normal',
    about: undefined,
    expectedAt: undefined,
    contact: '',
    complainer: undefined,
    answerIn: undefined,
  } as const;
  const opening = { customer: 'sample', ticketId: undefined, facts, ladder: ['manager1', 'manager2'] };
  return beginComplaint(opening, policy.complaint, spanCalendarsOf(book, policy), 'customer', read('21:30')).state;
}

function step(state: Complaint, at: string, taken: ComplaintStep): Complaint {
  const by = taken.verb === 'close' ? { key: 'customer', staff: false } : { key: 'manager1', staff: true };
  const result = decideComplaintStep(state, taken, by, read(at));
  if (!result.ok) throw new Error(result.code);
  return result.value.state;
}

const answeredAt = (at: string) => step(complained(), at, { verb: 'answer', text: 'on it' });
const clocks = (card: Card) => card.parts.flatMap((part) => (part.part === 'clocks' ? part.clocks : []));

test.each([
  ['en', 'met 62 min late: Sat 28 Nov 00:32', 'Promise broken', 'met late: First answer'],
  ['zh-CN', '晚 62 分钟（11月28日周六 00:32 完成）', '已超时', '超时完成：首次答复'],
] as const)(
  'a first answer that came late stays broken on both cards and in the list (%s)',
  (language, note, badge, listed) => {
    const late = answeredAt('11-28 00:32');
    const closed = step(late, '11-28 09:00', { verb: 'close' });
    for (const state of [late, closed])
      for (const draw of [complaintCard, customerCard]) {
        const card = draw(1, state, { source, language });
        expect(clocks(card)[0]).toMatchObject({ state: 'breached', note });
        expect(card.badges).toContainEqual({ text: badge, tone: 'bad' });
        expect(card.tone).toBe('warn');
      }
    expect(rows(late, language)).toContain(listed);
    expect(rows(closed, language)).toContain(listed);
  },
);

test('read in private, the list and the card say how long it is yet, or how late; the card that stays does not', () => {
  const late = lapseComplaint(complained(), read('23:30'), 'including').state;
  const view = { source, language: 'en', now: read('11-28 00:32') } as const;
  expect(JSON.stringify(listCard([{ id: 1, state: late }], 1, 'ours', view))).toContain(
    'First answer overdue since Fri 27 Nov 23:30 (62 min late)',
  );
  const zh = JSON.stringify(listCard([{ id: 1, state: late }], 1, 'ours', { ...view, language: 'zh-CN' }));
  expect(zh).toContain('首次答复已超时，时限 11月27日周五 23:30（晚 62 分钟）');
  expect(clocks(complaintCard(1, late, view)).map(({ note }) => note)).toEqual(['62 min late', 'in 14 d 20 h']);
  expect(clocks(complaintCard(1, late, { source, language: 'en' })).map(({ note }) => note)).toEqual(['', '']);
});

test('what was answered and closed in time is green, and says when', () => {
  const card = complaintCard(1, step(answeredAt('22:00'), '22:10', { verb: 'close' }), { source, language: 'en' });
  expect(card).toMatchObject({ tone: 'good', badges: [{ text: 'closed', tone: 'good' }] });
  expect(clocks(card).map(({ state, note }) => `${state} ${note}`)).toEqual([
    'met done Fri 27 Nov 22:00',
    'met done Fri 27 Nov 22:10',
  ]);
});

test('a complaint that the customer closed without any answer does not say that it was answered', () => {
  const closed = step(complained(), '11-28 00:32', { verb: 'close' });
  expect(clocks(complaintCard(1, closed, { source, language: 'en' }))[0]).toMatchObject({
    state: 'breached',
    note: '',
  });
});

function rows(state: Complaint, language: Language): string {
  return JSON.stringify(listCard([{ id: 1, state }], 1, 'ours', { source, language }).parts);
}
