import type { Card, CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { distanceText } from '../../i18n/span.ts';
import { SECOND } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import { type HealthState, LATE_MS, type Runtime, troublesOf, type Waiting } from './health.ts';
import { platformName, spanSince, troubleText } from './words.ts';

export interface HealthView {
  readonly language: Language;
  readonly state: HealthState;
  /** undefined: this process is not known. */
  readonly runtime: Runtime | undefined;
  /** Versions of the database and of the service book in force. */
  readonly database: string;
  readonly book: number;
}

/** Whether the desk keeps up: what is wrong, the worst first, then every part in a line. */
export function healthCard(view: HealthView): Card {
  const { language, state } = view;
  const troubles = troublesOf(state);
  const isGood = troubles.length === 0;
  return {
    subject: 'health/desk',
    tone: isGood ? 'good' : 'bad',
    title: isGood ? t(language, 'health.title.good') : t(language, 'health.title.bad', { count: troubles.length }),
    badges: [],
    parts: [
      ...troubles.map((trouble) => {
        return { part: 'text', style: 'plain', text: troubleText(trouble, language, state.at) } as const;
      }),
      { part: 'fields', fields: fieldsOf(view) },
    ],
  };
}

function fieldsOf({ language, state, runtime, database, book }: HealthView): CardField[] {
  const field = (name: 'queue' | 'intake' | 'clock' | 'promises' | 'doors' | 'dead' | 'versions', value: string) => ({
    label: t(language, `health.field.${name}`),
    value,
  });
  const { dead, intake, promises } = state;
  return [
    field('queue', queueText(language, state)),
    field('intake', waitingText(language, 'intake', intake, state)),
    ...(runtime ? [field('clock', clockText(language, runtime))] : []),
    field('promises', t(language, 'health.value.promises', { ...promises })),
    field('doors', doorsText(language, state)),
    field('dead', t(language, 'health.value.dead', { notices: dead.all, deliveries: intake.dead })),
    ...(runtime
      ? [field('versions', t(language, 'health.value.versions', { ...shown(runtime), database, book }))]
      : []),
  ];
}

function shown({ version, node }: Runtime) {
  return { version, node };
}

function queueText(language: Language, state: HealthState): string {
  const { urgent, normal, calm } = state.lanes;
  const told = [urgent, normal, calm];
  const since = told.flatMap(({ oldestAt }) => oldestAt ?? []);
  const all = { waiting: told.reduce((sum, { waiting }) => sum + waiting, 0), oldestAt: Math.min(...since) };
  return waitingText(language, 'queue', all, state, urgent.waiting);
}

function waitingText(
  language: Language,
  what: 'queue' | 'intake',
  { waiting: count, oldestAt }: Waiting,
  { at }: HealthState,
  urgent = 0,
): string {
  if (count === 0) return t(language, `health.value.${what}`);
  return t(language, `health.value.${what}-since`, { count, urgent, span: spanSince(language, oldestAt, at) });
}

function clockText(language: Language, { tickLateMs }: Runtime): string {
  if (tickLateMs < LATE_MS) return t(language, 'health.value.clock');
  return t(language, 'health.value.clock-late', { span: distanceText(language, Math.max(SECOND, tickLateMs)) });
}

function doorsText(language: Language, { failing }: HealthState): string {
  if (failing.length === 0) return t(language, 'health.value.doors');
  return failing
    .map(({ platform, error, waiting: count }) =>
      t(language, 'health.value.door', { platform: platformName(language, platform), count, error }),
    )
    .join('\n');
}
