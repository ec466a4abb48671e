import { z } from 'zod';
import type { LinksAt } from '../../chat/page.ts';
import type { Database } from '../../db/database.ts';
import { readTurnStart } from '../../desk/begin-turn.ts';
import { currentVersion } from '../../desk/book/store.ts';
import type { DeskTurn } from '../../desk/desk.ts';
import { type Forgotten, forget, type InTurn } from '../../desk/privacy/flow.ts';
import { type Plan, planForgetting, type ToForget } from '../../desk/privacy/plan.ts';
import { t } from '../../i18n/i18n.ts';
import { refusalWords } from '../../i18n/refusal.ts';
import type { Instant } from '../../lib/instant.ts';
import { LANGUAGES, type Language } from '../../lib/language.ts';
import type { Answer } from '../door.ts';

/** What `deskbell forget` asks for: first `plan`, then, once a person said yes, `forget`. */
export const ForgetAsked = z.strictObject({
  do: z.enum(['plan', 'forget']),
  person: z.strictObject({ id: z.string().trim().min(1), names: z.array(z.string().trim().min(2)) }).optional(),
  customer: z.string().trim().min(1).optional(),
  withOpenCases: z.boolean(),
  account: z.string().min(1).max(200),
  language: z.enum(LANGUAGES),
});
export type ForgetAsked = z.infer<typeof ForgetAsked>;

export interface ForgetParts {
  readonly database: Database;
  readonly now: () => Instant;
  /** What a turn has beside its transaction, its instant, its actor and its links. */
  readonly turnParts: Pick<DeskTurn, 'jobs' | 'log' | 'speaksBoth'>;
  readonly linksAt: LinksAt;
}

/** Tells what there is of a person or customer, or forgets them. `given` is unchecked. */
export async function forgetAsked(parts: ForgetParts, given: unknown): Promise<Answer> {
  const asked = ForgetAsked.parse(given);
  const { language, account } = asked;
  const whom: ToForget | undefined = asked.person
    ? { person: asked.person }
    : asked.customer === undefined
      ? undefined
      : { customer: asked.customer };
  if (whom === undefined) return { text: '', problem: t(language, 'privacy.cli.which'), status: 2 };
  const inTurn: InTurn = (work) =>
    parts.database.transaction(async (tx) => {
      const now = parts.now();
      const start = await readTurnStart(tx);
      const links = parts.linksAt(now, start.lastRevocation);
      return work({ ...parts.turnParts, tx, now, actor: account, links, ...start });
    });
  if (!(await parts.database.transaction(async (tx) => (await currentVersion(tx)) !== undefined)))
    return { text: '', problem: t(language, 'export.cli.no-book'), status: 1 };
  const plan = await inTurn((turn) => planForgetting(turn, whom, asked.withOpenCases ? 'with-open' : 'ended-only'));
  if (!plan.ok) return { text: '', problem: t(language, plan.code, refusalWords(plan.params, language)), status: 2 };
  const id = asked.person?.id ?? asked.customer ?? '';
  if (asked.do === 'plan') return { text: planLines(plan.value, id, language).join('\n'), status: 0 };
  const done = await forget(inTurn, plan.value, account);
  return { text: doneLines(plan.value, done, language).join('\n'), status: 0 };
}

function planLines({ of, cases, open, books, traces, otherNames }: Plan, id: string, language: Language): string[] {
  const counts = { id, tickets: cases.tickets.length, open: open.length, matters: cases.matters.length, books };
  const separator = t(language, 'list.separator');
  const known = traces
    ? [...traces.names, ...traces.contacts, ...traces.accounts.map(({ platform, userId }) => `${platform}:${userId}`)]
    : [];
  return [
    t(language, of === 'person' ? 'privacy.cli.plan-person' : 'privacy.cli.plan-customer', counts),
    ...(known.length > 0 ? [t(language, 'privacy.cli.known-as', { traces: known.join(separator) })] : []),
    ...(otherNames.length > 0 ? [t(language, 'privacy.cli.other-names', { names: otherNames.join(separator) })] : []),
    t(language, 'privacy.cli.stays'),
  ];
}

function doneLines({ pseudonym }: Plan, { rows, ...counts }: Forgotten, language: Language): string[] {
  const beside = Object.entries(rows).map(([table, count]) => `${table} ${count}`);
  return [
    t(language, 'privacy.cli.done', { pseudonym, ...counts }),
    ...(beside.length > 0
      ? [t(language, 'privacy.cli.beside', { rows: beside.join(t(language, 'list.separator')) })]
      : []),
    t(language, 'privacy.cli.replicas'),
  ];
}
