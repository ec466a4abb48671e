import { t } from '../../i18n/i18n.ts';
import type { Ask } from '../desk.ts';
import { postPicture } from '../rota/post-picture.ts';
import { monthName } from './names.ts';
import { monthPicture } from './picture/picture.ts';
import type { MonthView } from './view.ts';

/**
 * Draws a month and sends the picture. What shows a confidential customer goes to the asker's direct messages. Returns
 * whether it goes to where it was asked.
 */
export async function sendMonthPicture(ask: Ask, view: MonthView): Promise<'here' | 'direct'> {
  const { language, staff, key } = ask.asker;
  const { month } = view.month;
  const { customers } = view.source;
  const shown = new Set(view.month.groups.map(({ customer }) => customer));
  // The library that draws is loaded with the first picture.
  const { drawMonth } = await import('./picture/draw.ts');
  return postPicture(ask, {
    bytes: await drawMonth(monthPicture(view, language)),
    name: `${t(language, 'report.picture.name', { month })}.png`,
    kind: 'report.picture',
    subject: `month/${staff ? key : (view.customer ?? key)}`,
    line: (reader) => t(reader, 'line.report.picture', { month: monthName(month, reader) }),
    undelivered: t(language, 'report.picture.undelivered'),
    isPrivate: [...shown].some((each) => customers[each]?.confidential !== undefined),
  });
}
