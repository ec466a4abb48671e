import type { Language } from '../../src/lib/language.ts';
import { cardOf, type Story, type Surface, surfacesOfStories } from './care-gallery.ts';
import { must } from './must.ts';
import { REPORTER, SHARED } from './report.ts';
import { withTriage } from './triage-book.ts';

/** Visits to the site and the review of new tickets, in realistic states. */
export async function visitSurfaces(language: Language): Promise<readonly Surface[]> {
  return [
    ...(await surfacesOfStories(
      [
        ['telecom-province', visit],
        ['network-security', leaving],
      ],
      language,
    )),
    ...(await surfacesOfStories([['bureau-system', review]], language, withTriage)),
  ];
}

const visit: Story = async (house, say, keep) => {
  await house.say(
    REPORTER,
    SHARED,
    `/fault ${say('核心交换机不通，备用链路也断了', 'Core switch down, standby link too')}`,
  );
  await house.forge('engineer1', 'team', 'ticket.set-level', { ticket: 'T-1', level: 'severe', sure: 'yes' });
  keep('visit: agree a time', (await house.say('desk', 'team', '/desk visit T-1')).form);
  const contact = say('赵女士', 'Ms Zhao');
  const form = must((await house.press('desk', 'team', 'ticket.dispatch')).form);
  keep('dispatch: the form', form);
  const equipment = say('主控板 1 块、光模块 2 只、串口线', 'One main board, two optical modules, console cable');
  const values = { to: 'engineer2', also: 'engineer3', arrival: '2026-09-28 14:00', agreedWith: contact, equipment };
  await house.submit('desk', 'team', form, values);
  keep('dispatch: the person who is sent', cardOf(house, '@engineer2', 'ticket/1|dispatch'));
  keep('dispatch: the customer’s card', cardOf(house, SHARED, 'ticket/1'));
  keep('dispatch: the team’s card', cardOf(house, 'team', 'ticket/1'));
  keep('dispatch: the coordinator', cardOf(house, '@coordinator', 'ticket/1|visit'));
  await house.press('engineer2', '@engineer2', 'ticket.accept-dispatch');
  keep('dispatch: accepted', cardOf(house, '@engineer2', 'ticket/1|dispatch'));
  const decline = must((await house.press('engineer3', '@engineer3', 'ticket.decline-dispatch')).form);
  keep('dispatch: decline', decline);
  const text = say('正在另一现场，17:00 前走不开', 'On another site until 17:00');
  await house.submit('engineer3', '@engineer3', decline, { text });
  keep('dispatch: one declined', cardOf(house, '@desk', 'ticket/1|dispatch'));
  keep('dispatch: the ticket after it', cardOf(house, 'team', 'ticket/1'));
  const other = await house.forge('desk', 'team', 'ticket.dispatch', { ticket: 'T-1', to: 'engineer3', sure: 'yes' });
  if (other.refused) throw new Error(other.refused);
  await house.forward({ minutes: 15 });
  keep('dispatch: not accepted', cardOf(house, 'escalation', 'ticket/1|dispatch'));
};

const leaving: Story = async (house, say, keep) => {
  await house.say(REPORTER, SHARED, `/fault ${say('防火墙主备切换失败', 'Firewall failover does not work')}`);
  await house.say('engineer1', 'team', '/desk arrive T-1');
  keep('leave: the reason', (await house.press('engineer1', 'team', 'ticket.leave-site')).form);
  const text = say('备件明早到，今晚先由备机运行', 'The part comes tomorrow; the standby carries on tonight');
  await house.say('engineer1', 'team', `/desk ask-leave T-1 ${text}`);
  keep('leave: the customer is asked', cardOf(house, SHARED, 'ticket/1'));
  await house.press(REPORTER, SHARED, 'ticket.agree-leave');
  await house.press('engineer1', 'team', 'ticket.leave-site');
  keep('leave: on the customer’s word', cardOf(house, 'team', 'ticket/1'));
};

const review: Story = async (house, say, keep) => {
  const titles = [
    say('窗口业务系统登录失败', 'Counter system: login fails'),
    say('打印机卡纸', 'Printer jams'),
    say('月报查询很慢', 'Monthly report is slow'),
  ];
  for (const title of titles) await house.say(REPORTER, SHARED, `/fault ${title}`);
  keep('review: the appointed person', cardOf(house, '@coordinator', 'ticket/1|triage'));
  keep('review: the customer’s card', cardOf(house, SHARED, 'ticket/1'));
  const form = must((await house.press('coordinator', '@coordinator', 'ticket.triage')).form);
  keep('review: the form', form);
  const review = (ticket: string, more: Record<string, string>) =>
    house.forge('coordinator', '@coordinator', 'ticket.triage', { ticket, sure: 'yes', ...more });
  await review('T-2', { rank: '4', to: 'engineer1' });
  await review('T-3', { rank: '3', to: 'engineer2' });
  keep('review: the queue', (await house.say('coordinator', 'team', '/desk queue')).card);
  await review('T-1', { rank: '1', level: 'level1', to: 'engineer1' });
  keep('review: done', cardOf(house, '@coordinator', 'ticket/1|triage'));
};
