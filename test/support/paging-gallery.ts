import type { Language } from '../../src/lib/language.ts';
import { cardOf, type Story, type Surface, surfacesOfStories } from './care-gallery.ts';
import { withPaging } from './paging-book.ts';
import { reportSevere } from './report.ts';

/** Calls to the person who has to respond to a new fault, and what becomes of their cards. */
export function pagingSurfaces(language: Language): Promise<readonly Surface[]> {
  const change = (book: Parameters<typeof withPaging>[0]) =>
    withPaging(book, {
      steps: [
        { after: '2m', way: 'channel' },
        { after: '5m', way: 'phone' },
      ],
      again: { every: '5m', atMost: 2 },
    });
  return surfacesOfStories([['telecom-province', calls]], language, change);
}

const calls: Story = async (house, say, keep) => {
  await reportSevere(house, say('核心交换机宕机', 'core switch down'));
  await house.forward({ minutes: 6 });
  keep('call 1: in the channel', cardOf(house, 'team', 'ticket/1|ticket.paged|'));
  keep('call 2: the telephone is not there', cardOf(house, '@engineer1', 'ticket/1|ticket.paged|'));
  await house.forward({ minutes: 5 });
  keep('call 3: the response is late', cardOf(house, '@engineer1', 'ticket/1|ticket.paged|'));
  await house.forward({ minutes: 10 });
  keep('the manager', cardOf(house, '@manager2', 'ticket/1|ticket.unreached|'));
  keep('the log', (await house.say('engineer1', 'team', '/desk log T-1')).card);
  await house.press('engineer1', '@engineer1', 'ticket.acknowledge');
  keep('call 3: answered', cardOf(house, '@engineer1', 'ticket/1|ticket.paged|'));
  keep('the manager: answered', cardOf(house, '@manager2', 'ticket/1|ticket.unreached|'));
};
