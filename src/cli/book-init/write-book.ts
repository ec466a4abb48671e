import { flowYaml } from '../../desk/book/flow-yaml.ts';
import { t } from '../../i18n/i18n.ts';
import { spanWords } from '../../i18n/span.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import type { BookAnswers, NewLevel, NewPerson } from './answers.ts';
import { keyFor, keysFor, laterId } from './ids.ts';

/** A book as text, and whose ids its author still has to fill in. */
export interface WrittenBook {
  readonly yaml: string;
  readonly later: readonly string[];
}

/** What the parts of the book are written from. */
interface Draft {
  readonly answers: BookAnswers;
  /** Keys of the people, in their order, and of the customer. */
  readonly keys: readonly string[];
  readonly customer: string;
  note(key: KeyAfter<'init.yaml.'>): string;
}

/** Writes what was answered, with comments, and nothing that has a default. `schema`: where the editor finds it, from the book. */
export function writeBook(answers: BookAnswers, schema: string): WrittenBook {
  const { language, provider } = answers;
  const draft: Draft = {
    answers,
    keys: keysFor(answers.people, 'person'),
    customer: keyFor(answers.customer.name, 'customer', ['team', 'escalation']),
    note: (key) => t(language, `init.yaml.${key}`),
  };
  const head = [`# yaml-language-server: $schema=${schema}`, `# ${t(language, 'init.yaml.head', { provider })}`];
  const parts = [
    head,
    providerLines,
    calendarLines,
    peopleLines,
    rotationLines,
    channelLines,
    policyLines,
    customerLines,
  ];
  const texts = parts.map((part) => (typeof part === 'function' ? part(draft) : part).join('\n'));
  return { yaml: `${texts.join('\n\n')}\n`, later: listLater(draft) };
}

function providerLines({ answers, note }: Draft): string[] {
  const { provider, timeZone, language } = answers;
  return [
    `provider: # ${note('provider')}`,
    `  name: ${flowYaml(provider)}`,
    `  timeZone: ${timeZone}`,
    `  language: ${language}`,
  ];
}

function calendarLines({ answers: { days, hours }, note }: Draft): string[] {
  const [first, ...others] = daysOf(days);
  const [from, to] = hours;
  const week = [`${first}: &day [["${from}", "${to}"]]`, ...others.map((day) => `${day}: *day`)].join(', ');
  const workdays = days === 'cn' ? ['    workdays: cn'] : [];
  return [`calendars: # ${note('calendars')}`, '  office:', ...workdays, `    week: { ${week} }`];
}

function daysOf(days: BookAnswers['days']): readonly string[] {
  const week = ['mon', 'tue', 'wed', 'thu', 'fri'];
  if (days === 'every-day') return [...week, 'sat', 'sun'];
  return days === 'mon-sat' ? [...week, 'sat'] : week;
}

function peopleLines({ answers, keys, note }: Draft): string[] {
  const { platform, people } = answers;
  const lines = people.map(({ name, role, id, phone }, i) => {
    const known = platform === 'playground' ? keys[i] : id;
    const ids = known === '' ? {} : { ids: { [platform]: known } };
    const entry = flowYaml({ name, roles: [role], ...ids, ...(phone === '' ? {} : { phone }) });
    return `  ${keys[i]}: ${entry}${known === '' ? ` # ${note('later')}` : ''}`;
  });
  return [`people: # ${note('people')}`, ...lines];
}

function rotationLines({ answers, keys, note }: Draft): string[] {
  const members = keys.filter((_, i) => answers.people[i]?.role === 'engineer');
  const name = t(answers.language, 'init.name.rotation');
  const handoff = `{ weekday: mon, time: "${answers.hours[0]}" }`;
  return [
    `rotations: # ${note('rotations')}`,
    '  primary:',
    `    name: ${flowYaml(name)}`,
    `    members: ${flowYaml(members)}`,
    `    handoff: ${handoff}`,
  ];
}

function channelLines(draft: Draft): string[] {
  const { answers, customer, note } = draft;
  const { language, platform } = answers;
  const own = (['team', 'escalation'] as const).map((purpose, i) => {
    const name = t(language, `init.name.${purpose}`);
    if (platform === 'playground') return `  ${purpose}: ${flowYaml({ purpose, platform, id: purpose, name })}`;
    const known = answers[purpose];
    const entry = { purpose, platform, id: known || laterId(platform, i + 1), name };
    return `  ${purpose}: ${flowYaml(entry)}${known === '' ? ` # ${note('later')}` : ''}`;
  });
  const id = platform === 'playground' ? customer : answers.customer.channel;
  const shared = { purpose: 'customer', customer, platform, id, name: answers.customer.name };
  return [`channels: # ${note('channels')}`, ...own, ...(id === '' ? [] : [`  ${customer}: ${flowYaml(shared)}`])];
}

function policyLines({ answers, keys, note }: Draft): string[] {
  const { language, levels, people } = answers;
  const levelKeys = keysFor(levels, 'level');
  const ladder = keys.filter((_, i) => people[i]?.role === 'manager');
  const clocks = (['respond', 'resolve'] as const).flatMap((metric, i) =>
    clockLines(metric, i + 1, answers, levelKeys),
  );
  return [
    `policies: # ${note('policies')}`,
    '  standard:',
    `    name: ${flowYaml(t(language, 'init.name.policy'))}`,
    `    levels: # ${note('levels')}`,
    ...levels.map(({ name }, i) => `      - ${flowYaml({ key: levelKeys[i], name })}`),
    ...(clocks.length > 0 ? [`    clocks: # ${note('clocks')}`, ...clocks] : [`    clocks: {} # ${note('nothing')}`]),
    `    ladder: { people: ${flowYaml(ladder)}, every: 30m } # ${note('ladder')}`,
  ];
}

/** A promise with a limit for each level that has one; empty: none has. */
function clockLines(
  metric: 'respond' | 'resolve',
  clause: number,
  { language, levels }: BookAnswers,
  keys: readonly string[],
): string[] {
  const promised = levels.flatMap(({ [metric]: within, name }: NewLevel, i) =>
    within === undefined ? [] : [{ within, name, key: keys[i] }],
  );
  if (promised.length === 0) return [];
  const said = promised.map(({ within, name }) =>
    t(language, 'init.yaml.within', { span: spanWords(language, within), level: name }),
  );
  const text = t(language, `init.yaml.text.${metric}`, { list: said.join(t(language, 'list.separator')) });
  // The last limit is for all levels that have none of their own, unless one was left without a promise.
  const isForAll = promised.length === levels.length;
  const limits = promised.map(({ within, key }, i) =>
    isForAll && i === promised.length - 1 ? { within } : { levels: [key], within },
  );
  return [
    `      ${metric}:`,
    `        clause: "${clause}"`,
    `        text: ${flowYaml(text)}`,
    '        limits:',
    ...limits.map((limit) => `          - ${flowYaml(limit)}`),
  ];
}

function customerLines({ answers: { customer }, customer: key, note }: Draft): string[] {
  return [
    `customers: # ${note('customers')}`,
    `  ${key}:`,
    `    name: ${flowYaml(customer.name)}`,
    '    policy: standard',
    `    sites: [${flowYaml({ key: 'main', name: customer.site })}]`,
  ];
}

function listLater({ answers }: Draft): string[] {
  const { platform, people, language } = answers;
  if (platform === 'playground') return [];
  const channels = (['team', 'escalation'] as const).filter((purpose) => answers[purpose] === '');
  const nameless: readonly NewPerson[] = people.filter(({ id }) => id === '');
  return [...channels.map((purpose) => t(language, `init.name.${purpose}`)), ...nameless.map(({ name }) => name)];
}
