import type { Language } from '../../src/lib/language.ts';
import { type Story, type Surface, surfacesOfStories } from './care-gallery.ts';
import { REPORTER, reportSevere, SHARED } from './report.ts';

/** The figures of a month: while it runs, and closed with what changed since. */
export function monthSurfaces(language: Language): Promise<readonly Surface[]> {
  return surfacesOfStories([['telecom-province', month]], language);
}

const month: Story = async (house, say, keep) => {
  const report = (zh: string, en: string) => house.say(REPORTER, SHARED, `/fault ${say(zh, en)}`);
  const ours = (words: string) => house.say('engineer1', 'team', `/desk ${words}`);
  await house.forward({ days: 14 });
  await report('值班室打印机缺墨粉', 'the printer of the duty room is out of toner');
  await ours('ack T-1');
  await report('二号路由器时钟不准', 'the clock of the second router is wrong');
  await report('三楼无线信号很弱', 'weak wireless on the third floor');
  await house.forward({ minutes: 110 });
  await ours('ack T-2');
  await ours(`resolve T-1 ${say('换了墨粉', 'new toner')}`);
  await reportSevere(house, say('核心交换机宕机', 'core switch down'));
  await house.say(REPORTER, SHARED, `/complaint ${say('没有人回电话', 'nobody calls back')}`);
  await house.forward({ hours: 3 });
  const shown = async (words: string) => (await house.say('manager1', 'team', `/desk month ${words}`)).card;
  keep(say('月报', 'figures of a month'), await shown('sample'));
  await house.forward({ days: 24 });
  await shown('sample 2026-10');
  await ours(`withdraw T-2 ${say('误报', 'by mistake')}`);
  await ours('ack T-3');
  keep(say('定稿后有变动的月份', 'a closed month, restated'), await shown('sample 2026-10'));
};
