import { Phone } from '../../desk/book/contact-rule.ts';
import { Names, SpanText, TimeZone, WallTime } from '../../desk/book/field.ts';
import { nearest } from '../../desk/book/nearest.ts';
import { type TextParams, t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import {
  type BookAnswers,
  type NewCustomer,
  type NewLevel,
  type NewPerson,
  OFFERED_ROLES,
  OFFICE_DAYS,
  PLATFORMS,
  type Platform,
} from './answers.ts';
import type { Asker } from './asker.ts';
import { formOfId } from './ids.ts';

/** Asks with the texts of one language. */
interface Asking {
  readonly ask: Asker;
  readonly language: Language;
  say(key: KeyAfter<'init.'>, params?: TextParams): string;
}

const MOST_LEVELS = 9;
const NOT_PROMISED = ['-', '－', '—'];

/** Asks what a first book needs to know. `zone`: what the machine is set to. Throws `Cancelled` when the person stops. */
export async function askForBook(ask: Asker, language: Language, zone: string): Promise<BookAnswers> {
  const asking: Asking = { ask, language, say: (key, params) => t(language, `init.${key}`, params) };
  const provider = await askName(asking, 'ask.provider', 'default.provider');
  const timeZone = await ask.text(asking.say('ask.zone'), zone, (text) => refuseZone(asking, text));
  const days = await askDays(asking, timeZone);
  const hours = await askHours(asking);
  const platform = await askPlatform(asking);
  const ids = new Map<string, string>();
  const people = await askPeople(asking, platform, ids);
  const team = await askId(asking, platform, 'channel', asking.say('ask.team'), asking.say('name.team'), ids);
  const escalation = await askId(
    asking,
    platform,
    'channel',
    asking.say('ask.escalation'),
    asking.say('name.escalation'),
    ids,
  );
  const customer = await askCustomer(asking, platform, ids);
  return {
    language,
    provider,
    timeZone,
    days,
    hours,
    platform,
    people,
    team,
    escalation,
    customer,
    levels: await askLevels(asking),
  };
}

function askDays({ ask, language, say }: Asking, timeZone: string) {
  const isChina = language === 'zh-CN' && timeZone === 'Asia/Shanghai';
  const options = OFFICE_DAYS.map((value) => ({ value, label: say(`days.${value}`) }));
  return ask.choice(say('ask.days'), options, isChina ? 'cn' : 'mon-fri');
}

async function askHours({ ask, say }: Asking): Promise<readonly [string, string]> {
  const typed = await ask.text(say('ask.hours'), '09:00-17:30', (text) =>
    hoursIn(text) ? undefined : say('refused.days'),
  );
  return hoursIn(typed) ?? ['09:00', '17:30'];
}

/** `9:00 – 17.30` as `["09:00", "17:30"]`; undefined: no such hours. */
function hoursIn(text: string): readonly [string, string] | undefined {
  const found = /^(\d{1,2})[:：.](\d\d)\s*[-–—~至到]\s*(\d{1,2})[:：.](\d\d)$/.exec(text.trim());
  if (!found) return undefined;
  const [, fromHour = '', fromMinute, toHour = '', toMinute] = found;
  const from = `${fromHour.padStart(2, '0')}:${fromMinute}`;
  const to = `${toHour.padStart(2, '0')}:${toMinute}`;
  return WallTime.safeParse(from).success && WallTime.safeParse(to).success && from < to ? [from, to] : undefined;
}

function askPlatform({ ask, say }: Asking): Promise<Platform> {
  const options = PLATFORMS.map((value) => ({ value, label: say(`platform.${value}`) }));
  return ask.choice(say('ask.platform'), options, 'playground');
}

async function askPeople(asking: Asking, platform: Platform, ids: Map<string, string>): Promise<readonly NewPerson[]> {
  const { ask, say } = asking;
  const people: NewPerson[] = [];
  const add = async (name: string, role: NewPerson['role']) => {
    const shown = say(`platform.${platform}`);
    const id = await askId(asking, platform, 'person', say('ask.person-id', { name, platform: shown }), name, ids);
    const phone = await ask.text(say('ask.phone', { name }), '', refusedBy(Phone, say('refused.phone')));
    people.push({ name, role, id, phone });
  };
  await add(await askName(asking, 'ask.engineer', 'default.engineer'), 'engineer');
  await add(await askName(asking, 'ask.manager', 'default.manager'), 'manager');
  while (await ask.yesNo(say('ask.again'), false)) {
    const name = await askName(asking, 'ask.person', 'default.person');
    const roles = OFFERED_ROLES.map((value) => ({ value, label: say(`role.${value}`) }));
    await add(name, await ask.choice(say('ask.role', { name }), roles, 'engineer'));
  }
  return people;
}

/** `owners`: who has which id already; this one is added. Empty in the playground, and where it is not known yet. */
async function askId(
  { ask, say }: Asking,
  platform: Platform,
  of: 'channel' | 'person',
  question: string,
  owner: string,
  owners: Map<string, string>,
): Promise<string> {
  if (platform === 'playground') return '';
  const { pattern, example } = formOfId(platform, of);
  const id = await ask.text(question, '', (typed) => {
    const name = owners.get(typed);
    if (name !== undefined) return say('refused.taken', { name });
    return pattern.test(typed) ? undefined : say('refused.id', { example });
  });
  if (id !== '') owners.set(id, owner);
  return id;
}

async function askCustomer(asking: Asking, platform: Platform, ids: Map<string, string>): Promise<NewCustomer> {
  const { ask, say } = asking;
  const name = await askName(asking, 'ask.customer', 'default.customer');
  const site = await ask.text(say('ask.site', { name }), say('default.site'), refusedBy(Names, say('refused.name')));
  const channel = await askId(asking, platform, 'channel', say('ask.customer-channel', { name }), name, ids);
  return { name, site, channel };
}

async function askLevels(asking: Asking): Promise<readonly NewLevel[]> {
  const { ask, say } = asking;
  const typed = await ask.text(say('ask.levels'), say('default.levels'), (text) =>
    levelsIn(text) ? undefined : say('refused.levels'),
  );
  const names = levelsIn(typed) ?? [];
  const levels: NewLevel[] = [];
  for (const [i, level] of names.entries()) {
    const isLast = i === names.length - 1;
    const respond = await askSpan(asking, say('ask.respond', { level }), i === 0 ? '30m' : isLast ? '4wh' : '2h');
    const resolve = await askSpan(asking, say('ask.resolve', { level }), i === 0 ? '8h' : isLast ? '2wd' : '1wd');
    levels.push({ name: level, respond, resolve });
  }
  return levels;
}

/** The names between commas, Chinese or Latin; undefined: none, too many, two alike or one too long. */
function levelsIn(text: string): readonly string[] | undefined {
  const names = text.split(/[,，、;；]/).map((each) => each.trim());
  const isSound = names.length <= MOST_LEVELS && new Set(names).size === names.length;
  return isSound && names.every((name) => Names.safeParse(name).success) ? names : undefined;
}

async function askSpan({ ask, say }: Asking, question: string, preset: string): Promise<string | undefined> {
  const refuse = refusedBy(SpanText, say('refused.span'));
  const typed = await ask.text(question, preset, (text) => (NOT_PROMISED.includes(text) ? undefined : refuse(text)));
  return NOT_PROMISED.includes(typed) ? undefined : typed;
}

function askName({ ask, say }: Asking, question: KeyAfter<'init.'>, preset: KeyAfter<'init.'>): Promise<string> {
  return ask.text(say(question), say(preset), refusedBy(Names, say('refused.name')));
}

function refuseZone({ say }: Asking, text: string): string | undefined {
  if (TimeZone.safeParse(text).success) return undefined;
  const near = nearest(text, Intl.supportedValuesOf('timeZone'));
  return say('refused.zone', { near: near === undefined ? '' : say('refused.near', { near }) });
}

/** Says `words` about a text that the schema of the book does not take. */
function refusedBy(schema: Checked, words: string): (text: string) => string | undefined {
  return (text) => (schema.safeParse(text).success ? undefined : words);
}

interface Checked {
  safeParse(text: string): { readonly success: boolean };
}
