import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { loadBook } from '../../src/desk/book/store.ts';
import { startMornings } from '../../src/desk/morning/flow.ts';
import type { Language } from '../../src/lib/language.ts';
import type { Told } from './asking.ts';
import { buttonsOn } from './card-words.ts';
import { openHouse, type TestHouse } from './house.ts';
import { must } from './must.ts';
import { REPORTER, SHARED } from './report.ts';
import { sampleBook } from './sample-book.ts';

/** A card or a form, and the caption under its picture. */
export interface Surface {
  readonly name: string;
  readonly card?: Card;
  readonly form?: Form;
}

type Say = (zh: string, en: string) => string;
type Keep = (name: string, shown: Card | Form | undefined) => void;

/** Cards and forms of the matters in realistic states, from the notice of an inspection to the roster of an event. */
export function careSurfaces(language: Language): Promise<readonly Surface[]> {
  return surfacesOfStories(STORIES, language);
}

/** Cards and forms that are kept in these stories, each played in a house of its own under its preset. */
export async function surfacesOfStories(
  stories: readonly (readonly [preset: string, Story])[],
  language: Language,
  change: (book: BookSource) => BookSource = (book) => book,
  bookFile?: () => Promise<BookSource>,
): Promise<readonly Surface[]> {
  const surfaces: Surface[] = [];
  const say: Say = (zh, en) => (language === 'en' ? en : zh);
  const keep: Keep = (name, shown) => {
    if (!shown) throw new Error(`nothing to show: ${name}`);
    surfaces.push('fields' in shown ? { name, form: shown } : { name, card: shown });
  };
  for (const [preset, play] of stories) {
    const at = Date.parse('2026-09-28T10:10:00+08:00');
    const book = change(await sampleBook(language, preset));
    const house = await openHouse({ database: 'pglite-memory', at, book, ...(bookFile ? { bookFile } : {}) });
    try {
      await play(house, say, keep);
    } finally {
      await house.close();
    }
  }
  return surfaces;
}

export type Story = (house: TestHouse, say: Say, keep: Keep) => Promise<void>;

/** The newest card in a channel whose subject begins like this. */
export function cardOf(house: TestHouse, channel: string, subject: string): Card | undefined {
  return house
    .seen(channel)
    .cards.filter((card) => card.subject.startsWith(subject))
    .at(-1);
}

const inspection: Story = async (house, say, keep) => {
  const long = say('省会核心机房三楼东侧交换机房备用供电支路', 'the standby feed in the east switch room');
  keep('inspections: none', (await house.say('projectManager', 'team', '/desk inspections')).card);
  keep('plan an inspection', (await house.say('projectManager', 'team', '/desk inspection plan')).form);
  await house.say('projectManager', 'team', '/desk inspection plan 10/12');
  await house.say(
    REPORTER,
    SHARED,
    `/fault ${say(`${long}告警灯常亮，风扇噪声明显变大`, `Alarm lamp stays on at ${long}`)}`,
  );
  await house.say(REPORTER, SHARED, `/fault ${say('视频会议卡顿', 'Video calls freeze')}`);
  await house.forward({ days: 10 });
  keep('inspection: the customer’s notice', cardOf(house, SHARED, 'inspection/'));
  await house.forward({ days: 2 });
  keep('inspection: confirm?', cardOf(house, SHARED, 'inspection/'));
  keep('inspection: another time', (await house.press(REPORTER, SHARED, 'inspection.move')).form);
  await house.press(REPORTER, SHARED, 'inspection.reconfirm');
  const first = must((await house.press('engineer1', 'team', 'inspection.check')).form);
  keep('inspection: checklist', first);
  const second = must(
    (await house.submit('engineer1', 'team', first, { 'item-ports': 'severe', 'item-cpu': 'ok' })).form,
  );
  const note = say('7 号端口反复上下线', 'Port 7 flaps');
  await house.submit('engineer1', 'team', second, { 'item-logs': 'general', 'item-room': 'na', note });
  await house.press('engineer1', 'team', 'inspection.open-item');
  keep('inspection: the team’s card', cardOf(house, 'team', 'inspection/'));
};

const fix: Story = async (house, say, keep) => {
  await house.say(REPORTER, SHARED, `/fault ${say('核心交换机不通', 'Core switch down')}`);
  await house.forge('engineer1', 'team', 'ticket.set-level', { ticket: 'T-1', level: 'severe', sure: 'yes' });
  const plan = say('零点更换主控板，预计中断 10 分钟', 'Swap the main board at midnight, ten minutes of outage');
  await house.say('engineer1', 'team', `/desk plan T-1 ${plan}`);
  keep('plan: the director is asked', house.seen('@director').cards.at(-1));
  await house.press('director', '@director', 'ticket.approve-plan');
  keep('plan: the customer is asked', cardOf(house, SHARED, 'ticket/1'));
  await house.press(REPORTER, SHARED, 'ticket.approve-plan');
  keep('part: request', (await house.press('engineer1', 'team', 'part.request')).form);
  const what = say('主控板', 'main board');
  const symptom = say('上电后无自检灯', 'No self-test lamp after power-on');
  await house.forge('engineer1', 'team', 'part.request', {
    ticket: 'T-1',
    text: what,
    quantity: '2',
    symptom,
    sure: 'yes',
  });
  keep(
    'part: the team’s card',
    house.seen('team').cards.find(({ subject }) => subject.includes('part')),
  );
  await house.say('engineer1', 'team', `/desk resolve T-1 ${say('已更换主控板', 'Main board replaced')}`);
  const paper = cardOf(house, '@engineer1', 'ticket/1|paper') ?? house.seen('@engineer1').cards.at(-1);
  keep('paper: the owner’s card', paper);
  keep('paper: hand in', (await house.press('engineer1', '@engineer1', 'paper.deliver')).form);
  keep('follow-up: the card', house.seen('@desk').cards[0]);
  keep('follow-up: the form', (await house.press('desk', '@desk', 'followup.done')).form);
  keep('follow-up: not happy', (await house.say('desk', 'team', '/desk followup T-1 1')).card);
};

const complaint: Story = async (house, say, keep) => {
  keep('complaints: none', (await house.say('manager1', '@manager1', '/desk complaints')).card);
  const form = must((await house.say(REPORTER, SHARED, '/complaint')).form);
  keep('complaint: the form', form);
  const text = say('连续三天电话无人接听，现场工程师态度也不好', 'For three days nobody has picked up the phone');
  const told = { text, urgency: 'very-urgent', category: 'response', about: 'engineer1', contact: '138 0013 8000' };
  await house.submit(REPORTER, SHARED, form, { ...told, answerIn: 'privately' });
  keep('complaint: the manager’s alert', house.seen('@manager1').cards[0]);
  keep('complaint: answer', (await house.press('manager1', '@manager1', 'complaint.answer')).form);
  const answer = say('非常抱歉，已增加一名值班人员', 'We are sorry: there are two on the line now');
  await house.forge('manager1', '@manager1', 'complaint.answer', { complaint: 'C-1', text: answer });
  keep('complaint: the customer’s card', house.seen(`@${REPORTER}`).cards[0]);
  keep('complaint: the record', (await house.press('manager1', '@manager1', 'complaint.record')).form);
};

const morning: Story = async (house, say, keep) => {
  await house.database.transaction(async (tx) => startMornings({ tx, now: house.now() }, await loadBook(tx, 1)));
  await house.say('projectManager', 'team', '/desk inspection plan 9/29');
  for (const [zh, en] of [
    ['核心交换机不通', 'Core switch down'],
    ['网速慢', 'Slow link'],
    ['话机无声', 'Phones are silent'],
  ])
    await house.say(REPORTER, SHARED, `/fault ${say(zh ?? '', en ?? '')}`);
  await house.forge('engineer1', 'team', 'ticket.set-level', { ticket: 'T-1', level: 'catastrophic', sure: 'yes' });
  await house.say('engineer1', 'team', '/desk resolve T-3');
  await house.forward({ hours: 23 });
  keep('the morning message', cardOf(house, '@engineer1', 'morning/'));
};

const consent: Story = async (house, say, keep) => {
  await house.say(REPORTER, SHARED, `/fault ${say('核心交换机不通', 'Core switch down')}`);
  const what = say('通过 VPN 登录核心交换机，30 分钟，只读', 'VPN to the core switch, 30 minutes, read-only');
  const keepForm = async ({ form }: Told) => keep('consent: ask for it', form);
  await keepForm(await house.say('engineer1', 'team', '/desk consent T-1'));
  await house.say('engineer1', 'team', `/desk consent T-1 remote-access ${what}`);
  keep('consent: the customer is asked', cardOf(house, SHARED, 'ticket/1'));
};

const incident: Story = async (house, say, keep) => {
  await house.say(REPORTER, SHARED, `/fault ${say('两个机房断网', 'Two sites are dark')}`);
  const form = must((await house.say('director', 'team', '/desk incident T-1')).form);
  keep('incident: declare', form);
  await house.submit('director', 'team', form, {
    speaker: 'projectManager',
    text: say('影响全省业务', 'All branches are cut off'),
  });
  keep('incident: the group is called', house.seen('@senior').cards[0]);
};

const assurance: Story = async (house, say, keep) => {
  const form = must((await house.say('projectManager', 'team', '/desk assurance plan')).form);
  keep('assurance: plan', form);
  const name = say('全省年度工作会议', 'Annual general meeting');
  const values = { customer: 'sample', name, from: '2026-10-09', until: '', engineer: 'senior', second: 'expert' };
  await house.submit('projectManager', 'team', form, values);
  keep('assurance: the engineer’s card', house.seen('@senior').cards[0]);
  await house.press('senior', '@senior', 'assurance.roster');
  keep('assurance: the customer’s roster', house.seen(SHARED).cards.at(-1));
};

const rating: Story = async (house, say, keep) => {
  await house.say(REPORTER, SHARED, `/fault ${say('核心交换机不通', 'Core switch down')}`);
  await house.say('engineer1', 'team', `/desk resolve T-1 ${say('已更换主控板', 'Main board replaced')}`);
  await house.press(REPORTER, SHARED, 'ticket.confirm');
  const shown = () => must(house.seen(SHARED).cards.find((card) => card.subject.includes('rating')));
  keep('rating: the customer is asked', shown());
  const low = must(buttonsOn(shown()).find(({ args }) => args.score === '2'));
  await house.forge(REPORTER, SHARED, low.command, low.args);
  keep('rating: given', shown());
  keep('rating: say more', (await house.press(REPORTER, SHARED, 'rating.say-more', { on: shown() })).form);
  keep('rating: a low one, told to our people', house.seen('@desk').cards.at(-1));
};

const STORIES: readonly (readonly [string, Story])[] = [
  ['telecom-province', inspection],
  ['telecom-province', fix],
  ['telecom-province', rating],
  ['telecom-province', complaint],
  ['telecom-province', morning],
  ['bureau-system', consent],
  ['network-security', incident],
  ['video-conference', assurance],
];
