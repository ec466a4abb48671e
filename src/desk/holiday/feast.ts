import type { Named } from '../../lib/language.ts';
import type { CnHoliday, Feast } from '../sla/calendar-spec.ts';

/** The holidays by law as notices and calendars call them. */

const NAMES: Readonly<Record<CnHoliday, Named>> = {
  'new-year': { zh: '元旦', en: 'New Year' },
  'spring-festival': { zh: '春节', en: 'Spring Festival' },
  qingming: { zh: '清明节', en: 'Qingming Festival' },
  'labour-day': { zh: '劳动节', en: 'Labour Day' },
  'dragon-boat': { zh: '端午节', en: 'Dragon Boat Festival' },
  'mid-autumn': { zh: '中秋节', en: 'Mid-Autumn Festival' },
  'national-day': { zh: '国庆节', en: 'National Day' },
  'national-mid-autumn': { zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn Festival' },
};

export function holidayName(holiday: CnHoliday): Named {
  return NAMES[holiday];
}

/** One name of a holiday in a pattern; its group says nothing. */
export const FEAST_WORD =
  '(?:元旦|新年|春节|清明节?|[“"”]?五一[“"”]?(?:国际劳动节|劳动节)?|国际劳动节|劳动节|端午节?|中秋节?|[“"”]?十一[“"”]?国庆节|国庆节?)';

const FEAST_OF_WORD: readonly (readonly [RegExp, Feast])[] = [
  [/元旦|新年/, 'new-year'],
  [/春节/, 'spring-festival'],
  [/清明/, 'qingming'],
  [/劳动节|五一/, 'labour-day'],
  [/端午/, 'dragon-boat'],
  [/中秋/, 'mid-autumn'],
  [/国庆/, 'national-day'],
];

/**
 * The holiday that a few words name, such as `国庆节、中秋节` or `上班(补春节假期)`; undefined: none, or several that
 * never fall together.
 */
export function holidayIn(words: string): CnHoliday | undefined {
  const [feast, other, ...more] = feastsIn(words);
  if (other === undefined) return feast;
  return more.length === 0 && feast === 'mid-autumn' && other === 'national-day' ? 'national-mid-autumn' : undefined;
}

/** How calendars in English call them. */
const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [/new year'?s? day|^new year\b/i, '元旦'],
  [/spring festival|(?:chinese|lunar) new year/i, '春节'],
  [/qing ?ming|tomb[- ]sweeping/i, '清明节'],
  [/labou?r day|may day/i, '劳动节'],
  [/dragon boat/i, '端午节'],
  [/mid-?autumn/i, '中秋节'],
  [/national day/i, '国庆节'],
];

/** What the title of a calendar's event says: of which holiday it is, and whether the day is worked for it. */
export function readTitle(title: string): { holiday: CnHoliday | undefined; isWork: boolean } {
  if (/班会|值班/.test(title)) return { holiday: undefined, isWork: false };
  const isWork = /班|工作日|work(?:ing)? ?day/i.test(title);
  const english = ENGLISH.flatMap(([words, name]) => (words.test(title) ? [name] : []));
  // The eve is a day off in some years only: where its title says so.
  const eve = /除夕/.test(title) && (isWork || /休|放假|假期/.test(title)) ? '春节' : '';
  return { holiday: holidayIn(`${title.replaceAll('农历新年', '春节')}${english.join('')}${eve}`), isWork };
}

/** The holidays by law that words name. */
export function feastsIn(words: string): readonly Feast[] {
  return FEAST_OF_WORD.filter(([word]) => word.test(words)).map(([, each]) => each);
}

/** The holidays by law that a holiday of a notice stands for. */
export function feastsOf(holiday: CnHoliday): readonly Feast[] {
  return holiday === 'national-mid-autumn' ? ['national-day', 'mid-autumn'] : [holiday];
}
