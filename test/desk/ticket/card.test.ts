import { describe, expect, it } from 'vitest';
import type { Button, Card, CardClock } from '../../../src/chat/card.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import type { CardSide } from '../../../src/desk/ticket/verb/verb.ts';
import { ticketCard } from '../../../src/desk/ticket/view/card.ts';
import { listRowOf } from '../../../src/desk/ticket/view/list.ts';
import { LANGUAGES, type Language } from '../../../src/lib/language.ts';
import { clocksOn } from '../../support/card-words.ts';
import { type Story, storiesOf } from '../../support/story.ts';
import { tellInstant } from '../../support/story-time.ts';

const bureau = await storiesOf('bureau-system');
const telecom = await storiesOf('telecom-province');
const network = await storiesOf('network-security');
const ID = 12 as TicketId;

function cardOf({ ticket, source, terms }: Story, language: Language, side: CardSide = 'team'): Card {
  return ticketCard(ID, ticket, { source, terms, language }, side);
}

const badges = (story: Story, language: Language) => cardOf(story, language).badges.map(({ text }) => text);

function clocks(story: Story, language: Language = 'en', side: CardSide = 'team'): CardClock[] {
  return cardOf(story, language, side).parts.flatMap((part) => (part.part === 'clocks' ? part.clocks : []));
}

function fields(story: Story, language: Language, side: CardSide = 'team'): Record<string, string> {
  const all = cardOf(story, language, side).parts.flatMap((part) => (part.part === 'fields' ? part.fields : []));
  return Object.fromEntries(all.map(({ label, value }) => [label, value]));
}

function buttons(story: Story, side: CardSide): { main: string[]; more: string[] } {
  const names = (each: readonly Button[]) => each.map(({ command }) => command.replace('ticket.', ''));
  const parts = cardOf(story, 'en', side).parts.flatMap((part) => (part.part === 'actions' ? [part] : []));
  return { main: parts.flatMap(({ main }) => names(main)), more: parts.flatMap(({ more }) => names(more)) };
}

const row = ({ ticket, terms, source }: Story, language: Language, now?: number) =>
  listRowOf({ id: ID, ticket, terms }, source, language, now).value;

const reported = () => telecom().report('10:00', { level: 'severe' });
const paused = () => reported().step('10:05', 'ask-customer');

describe('the words on a card', () => {
  it.each<[string, () => Story, string, string]>([
    ['waits for an answer', reported, 'Open', '待响应'],
    ['is acknowledged', () => reported().step('10:05', 'acknowledge'), 'Acknowledged by Li Wei', '李伟 已响应'],
    ['is in work', () => reported().step('10:05', 'update'), 'In work', '处理中'],
    ['is paused', paused, 'Paused: waiting for the customer', '已暂停：等待客户'],
    ['has broken a promise', () => reported().until('10:10'), 'Promise broken', '已超时'],
    ['is at a higher level of support', () => reported().until('12:00'), 'Support tier 2', '支持级别 2'],
    [
      'is outside warranty',
      () => telecom().report('10:00', { billable: true }),
      'Outside warranty: billable',
      '已过保：收费',
    ],
    [
      'is resolved',
      () => reported().step('10:05', 'resolve'),
      'Resolved, waiting for confirmation',
      '已修复，待客户确认',
    ],
    ['is closed', () => reported().step('10:05', 'resolve').step('10:06', 'confirm'), 'Closed', '已关闭'],
  ])('say in both languages that the ticket %s', (_, story, en, zh) => {
    expect(badges(story(), 'en')).toContain(en);
    expect(badges(story(), 'zh-CN')).toContain(zh);
  });

  it('name the level in the language of the channel', () => {
    expect(badges(reported(), 'en')).toContain('Severe');
    expect(badges(reported(), 'zh-CN')).toContain('严重故障');
  });

  it('say until when, with the weekday, in both languages', () => {
    expect(clocks(reported(), 'en').map(({ label, when }) => `${label} ${when}`)).toEqual([
      'Respond Mon 23 Nov 10:10',
      'Workaround Mon 23 Nov 11:00',
    ]);
    expect(clocks(reported(), 'zh-CN').map(({ label, when }) => `${label} ${when}`)).toEqual([
      '响应 11月23日周一 10:10',
      '临时解决方案 11月23日周一 11:00',
    ]);
  });

  it('say that a deadline is provisional', () => {
    const story = bureau().report('12-31 17:00', { level: 'level1' });
    expect(clocks(story, 'en')[0]?.note).toBe("provisional: that year's holiday notice is not known yet");
    expect(clocks(story, 'zh-CN')[0]?.note).toBe('暂定：当年放假通知尚未公布');
    expect(
      clocks(story, 'en')
        .map(({ note }) => note)
        .slice(1),
    ).toEqual(['', '']);
  });

  it('say that a promise is late because of a level change or an undone acknowledgement', () => {
    const changed = telecom().report('10:00').step('10:40', 'set-level', { level: 'major' });
    expect(clocks(changed, 'en')[0]).toMatchObject({ state: 'breached', note: 'late by level change' });
    expect(clocks(changed, 'zh-CN')[0]?.note).toBe('因级别变更而超时');
    const undone = reported().step('10:08', 'acknowledge').step('10:13', 'undo-acknowledge');
    expect(clocks(undone, 'en')[0]?.note).toBe('late by an acknowledgement taken back');
    expect(clocks(undone, 'zh-CN')[0]?.note).toBe('因撤回响应而超时');
  });

  it('say that a clock is paused, and what the ticket waits for', () => {
    expect(clocks(paused(), 'en')[1]).toMatchObject({ state: 'paused', when: 'held while paused' });
    expect(fields(paused(), 'en').Next).toMatch(/, to answer the question$/);
    expect(fields(paused(), 'zh-CN').下一步).toMatch(/回答问题$/);
    const plan = reported().step('10:05', 'submit-plan');
    const director = plan.source.people.director?.name.en;
    expect(fields(plan, 'en').Next).toBe(`${director}, to decide on the plan`);
    expect(fields(plan.step('10:06', 'approve-plan'), 'en').Next).toMatch(/^(?!Ma ).*, to decide on the plan$/);
  });

  it('say when a promise was kept, and that a clock was restarted after a breach', () => {
    expect(clocks(reported().step('10:05', 'acknowledge'))[0]).toMatchObject({
      state: 'met',
      note: 'done Mon 23 Nov 10:05',
    });
    const risen = network().report('10:00', { level: 'level2' }).step('10:30', 'arrive').until('11-24 10:00');
    expect(clocks(risen)[1]).toMatchObject({ state: 'running', note: 'begun afresh after a breach' });
  });

  it('a promise that was met late stays broken: by how much it was late, its due time, and its red badge', () => {
    const late = () => reported().until('10:10').step('11:12', 'acknowledge');
    expect(clocks(late())[0]).toMatchObject({
      state: 'breached',
      when: 'Mon 23 Nov 10:10',
      note: 'met 62 min late: Mon 23 Nov 11:12',
    });
    expect(clocks(late(), 'zh-CN')[0]?.note).toBe('晚 62 分钟（11月23日周一 11:12 完成）');
    const closed = () => late().step('11:15', 'resolve').step('11:16', 'confirm');
    for (const story of [late(), late().step('11:15', 'resolve'), closed()])
      expect(cardOf(story, 'en').badges).toContainEqual({ text: 'Promise broken', tone: 'bad' });
    expect(cardOf(closed(), 'en').tone).toBe('warn');
    expect(clocks(closed())[0]?.state).toBe('breached');
    const kept = reported().step('10:05', 'acknowledge').step('10:06', 'resolve');
    expect(cardOf(kept, 'en')).toMatchObject({ tone: 'good' });
    expect(badges(kept, 'en')).not.toContain('Promise broken');
  });

  it('a promise that was broken before its clock began afresh stays broken', () => {
    const risen = network().report('10:00', { level: 'level2' }).step('10:30', 'arrive').until('11-24 10:00');
    expect(cardOf(risen, 'en').badges).toContainEqual({ text: 'Promise broken', tone: 'bad' });
  });

  it('a list names the promises of a ticket that were met late', () => {
    const late = () => reported().until('10:10').step('10:20', 'acknowledge');
    expect(row(late(), 'en')).toBe('Workaround due Mon 23 Nov 11:00 · met late: Respond · Li Wei');
    expect(row(late().step('10:30', 'resolve'), 'zh-CN')).toBe('已修复，待客户确认 · 超时完成：响应 · 李伟');
  });

  it('a promise that was met before a pause or during it keeps its due time', () => {
    const met = () => reported().step('10:05', 'propose-workaround').step('10:06', 'ask-customer');
    for (const story of [met(), met().step('10:50', 'customer-answered')])
      expect(clocks(story)[1]).toMatchObject({ state: 'met', when: 'Mon 23 Nov 11:00', note: 'done Mon 23 Nov 10:05' });
    const during = () => paused().step('10:25', 'propose-workaround');
    for (const story of [during(), during().step('10:50', 'customer-answered')])
      expect(clocks(story)[1]).toMatchObject({ state: 'met', when: 'Mon 23 Nov 11:20' });
  });

  it('say since when business is down, for how many, and when the ticket rises by it', () => {
    const down = () => telecom().report('10:00', { level: 'severe', outageSince: '09:30', affectedPercent: 30 });
    for (const side of ['team', 'customer'] as const) {
      expect(fields(down(), 'en', side).Outage).toBe(
        'since Mon 23 Nov 09:30 · 30 % of the users · rises to Major Mon 23 Nov 13:30',
      );
      expect(fields(down(), 'zh-CN', side).中断).toBe(
        '自 11月23日周一 09:30 起 · 影响 30% 的用户 · 11月23日周一 13:30 升为重大故障',
      );
    }
    expect(fields(down().step('11:00', 'end-outage'), 'en').Outage).toBe(
      'since Mon 23 Nov 09:30 · 30 % of the users · over Mon 23 Nov 11:00',
    );
    expect(fields(down().step('11:00', 'resolve'), 'en').Outage).not.toContain('rises');
    const few = telecom().report('10:00', { level: 'severe', outageSince: '09:30' });
    expect(fields(few, 'en').Outage).toBe('since Mon 23 Nov 09:30');
    expect(fields(reported(), 'en')).not.toHaveProperty('Outage');
  });

  it('say to the team what happens if nothing is done: the next tier, and how long staff may be silent', () => {
    const next = 'to tier 2 (Senior engineer) Mon 23 Nov 12:00 · reported as silent Mon 23 Nov 12:05';
    const busy = () => reported().step('10:05', 'propose-workaround');
    expect(fields(busy(), 'en')['Without progress']).toBe(next);
    expect(fields(busy(), 'zh-CN').若无进展).toBe(
      '11月23日周一 12:00 升至支持级别 2（高级工程师） · 11月23日周一 12:05 通报无进展',
    );
    expect(fields(busy(), 'en', 'customer')).not.toHaveProperty('Without progress');
    expect(fields(busy().step('10:30', 'resolve'), 'en')).not.toHaveProperty('Without progress');
    // The clock of silence stands still during a pause; the tiers do not.
    expect(fields(paused(), 'en')['Without progress']).toBe('to tier 2 (Senior engineer) Mon 23 Nov 12:00');
    expect(row(busy(), 'en')).toBe(`${next} · Li Wei`);
    const question = telecom().report('10:00', { kind: 'question' }).step('10:05', 'answer');
    expect(row(question, 'en')).toBe('no promise runs · Li Wei');
  });

  it('read in private, in a list or by show: how long it is yet, or how late; never on a card that stays', () => {
    const at = (time: string) => tellInstant(time, '2026-11-23');
    const busy = reported().step('10:05', 'acknowledge');
    expect(row(busy, 'en', at('10:32'))).toBe('Workaround due Mon 23 Nov 11:00 (in 28 min) · Li Wei');
    const late = reported().until('10:10');
    expect(row(late, 'en', at('11:12'))).toBe('Respond overdue since Mon 23 Nov 10:10 (62 min late) · Li Wei');
    expect(row(late, 'zh-CN', at('11:12'))).toBe('响应已超时，时限 11月23日周一 10:10（晚 62 分钟） · 李伟');
    const shown = (story: Story, now: string, language: Language = 'en') => {
      const { ticket, source, terms } = story;
      const view = { source, terms, language, now: at(now), privately: true } as const;
      return clocksOn(ticketCard(ID, ticket, view, 'team')).map(({ note }) => note);
    };
    expect(shown(busy, '10:32')).toEqual(['done Mon 23 Nov 10:05', 'in 28 min']);
    expect(shown(late, '14:12', 'zh-CN')[0]).toBe('晚 4 小时 2 分钟');
    expect(shown(paused(), '10:32')).toEqual(['done Mon 23 Nov 10:05', '']);
    expect(clocks(busy)[1]?.note).toBe('');
  });

  it.each(LANGUAGES)('never miss a text, whatever the state (%s)', (language) => {
    const told = [
      reported(),
      paused(),
      reported().until('11-25 10:00'),
      telecom().report('10:00', { kind: 'question' }),
    ];
    for (const story of told)
      for (const side of ['customer', 'team'] as const)
        expect(JSON.stringify(cardOf(story, language, side))).not.toMatch(/\{\{|undefined/);
  });
});

describe('what is on whose card', () => {
  it("the customer's card does not repeat who the customer is, the team's does", () => {
    expect(fields(reported(), 'en', 'customer')).not.toHaveProperty('Customer');
    expect(fields(reported(), 'en', 'team')).toMatchObject({ Customer: 'Provincial Telecom', Assignee: 'Li Wei' });
  });

  it('a card has at most two main buttons in any state', () => {
    const stages = [reported(), paused(), reported().step('10:05', 'submit-plan'), reported().step('10:05', 'resolve')];
    for (const story of stages)
      for (const side of ['customer', 'team'] as const) expect(buttons(story, side).main.length).toBeLessThanOrEqual(2);
  });

  it('the team acknowledges first, then resolves', () => {
    expect(buttons(reported(), 'team').main).toEqual(['acknowledge', 'resolve']);
    expect(buttons(reported().step('10:05', 'acknowledge'), 'team').main).toEqual(['resolve', 'update']);
  });

  it('the customer answers what is asked, decides on a plan, and confirms or rejects the fix', () => {
    expect(buttons(paused(), 'customer').main).toEqual(['customer-answered']);
    const plan = network().report('10:00').step('10:05', 'submit-plan');
    expect(buttons(plan, 'customer').main).toEqual(['approve-plan', 'reject-plan']);
    expect(buttons(reported().step('10:05', 'resolve'), 'customer').main).toEqual(['confirm', 'reject-fix']);
    const replied = bureau().report('10:00', { kind: 'requirement' }).step('10:05', 'deliver');
    expect(buttons(replied, 'customer').main).toEqual(['confirm', 'reject-fix']);
  });

  it('every button of a card is accepted by the rules of that state', () => {
    const stages: (() => Story)[] = [
      reported,
      paused,
      () => reported().step('10:05', 'acknowledge'),
      () => reported().step('10:05', 'submit-plan').step('10:06', 'approve-plan'),
      () => reported().step('10:05', 'resolve'),
      () => reported().step('10:05', 'resolve').step('10:06', 'confirm'),
      () => telecom().report('10:00', { kind: 'question' }),
      () => bureau().report('10:00', { kind: 'requirement' }),
    ];
    const about = { to: 'engineer2', tier: 4, level: 'general', affectedPercent: 1 };
    for (const stage of stages)
      for (const [side, by] of [
        ['team', {}],
        ['customer', { by: 'customer' }],
      ] as const) {
        const { main, more } = buttons(stage(), side);
        // Commands of other features have rules and tests of their own.
        for (const verb of [...main, ...more].filter(
          (each) => !['why', 'playbook'].includes(each) && !each.includes('.'),
        )) {
          const refused = stage()
            .step('10:07', verb as Parameters<Story['step']>[1], { ...about, ...by })
            .told('refused');
          expect(refused, `${side} presses ${verb}`).toEqual([]);
        }
      }
  });
});
