import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { KitState } from '../matter/matter.ts';
import { createReminders } from '../matter/reminder.ts';
import type { MatterEntry, Progress } from '../matter/store.ts';
import type { Calendar, CivilDate } from '../sla/calendar.ts';

/** What a patch notice says in words, in the order in which it is read. */
export const PATCH_TEXTS = ['purpose', 'tested', 'steps', 'rollback', 'preparation', 'impact'] as const;
export type PatchText = (typeof PATCH_TEXTS)[number];

/** What people enter for a patch notice. */
export interface PatchPlan extends Readonly<Record<PatchText, string>> {
  readonly customer: string;
  readonly title: string;
  /** Devices, or units of them, as `writeUnit` writes them; at least one. */
  readonly devices: readonly string[];
  /** The day on which it is done. */
  readonly date: CivilDate;
  /** Key of the person who does it. */
  readonly person: string;
}

/**
 * A patch notice (D22): what is patched, why, how it was tested, the steps and the way back. The customer agrees first;
 * then it is recorded for each device whether it worked, and the customer signs the change record. The functions of
 * this file decide; they read and write no database.
 */
export interface Patch extends KitState<PatchReminder>, PatchPlan {
  readonly ticketId: undefined;
  readonly status: 'open' | 'done' | 'cancelled';
  readonly plannedBy: string;
  /** Counts the plans that the customer was shown; an answer to an older one does not count. */
  readonly revision: number;
  /** The customer's answer to this plan. */
  readonly answered: PatchAnswer | undefined;
  readonly questions: readonly PatchQuestion[];
  readonly results: Readonly<Partial<Record<string, PatchResult>>>;
  /** The customer's signature under the change record. */
  readonly signed: Signature | undefined;
}

/** Who said or did something: a person of ours by key, a customer's person by name. */
export interface Signature {
  readonly by: string;
  readonly at: Instant;
}

export interface PatchAnswer extends Signature {
  readonly agreed: boolean;
  /** Why it was declined; empty if it was agreed. */
  readonly reason: string;
}

export interface PatchQuestion extends Signature {
  readonly text: string;
  readonly answer: (Signature & { readonly text: string }) | undefined;
}

export interface PatchResult extends Signature {
  readonly done: boolean;
  readonly note: string;
}

/**
 * Where a patch stands, which says who has to act: the customer in `asked` and `to-sign`, our person in `question`,
 * `declined` and `agreed`, no one in `done` and `cancelled`.
 */
export type PatchPhase = 'asked' | 'question' | 'declined' | 'agreed' | 'to-sign' | 'done' | 'cancelled';

export function phaseOf(patch: Patch): PatchPhase {
  const { status, answered, questions } = patch;
  if (status !== 'open') return status;
  if (!answered) return questions.some(({ answer }) => !answer) ? 'question' : 'asked';
  if (!answered.agreed) return 'declined';
  return openDevices(patch).length > 0 ? 'agreed' : 'to-sign';
}

/** The devices without a result. */
export function openDevices({ devices, results }: Pick<Patch, 'devices' | 'results'>): string[] {
  return devices.filter((each) => results[each] === undefined);
}

/** In the order in which they go out: before the day, as the office opens on it, as it closes on it. */
const REMINDERS = ['unanswered', 'day', 'late'] as const;
export type PatchReminder = (typeof REMINDERS)[number];
export const patchReminders = createReminders<PatchReminder, Patch, PatchEntry>('patch', REMINDERS);

/** An entry in the log of a patch. */
export interface PatchEntry extends MatterEntry {
  readonly kind: `patch.${
    | 'planned'
    | 'revised'
    | 'agreed'
    | 'declined'
    | 'asked'
    | 'answered'
    | 'result'
    | 'carried-out'
    | 'signed'
    | 'cancelled'
    | PatchReminder}`;
}

export type PatchProgress = Progress<Patch, PatchEntry>;

/** The office calendar, and how many working days ahead the customer is asked once more. */
export interface PatchTerms {
  readonly office: Calendar;
  readonly remindBefore: number;
}

/** Enters a patch, which asks the customer. Refused for a day in the past. */
export function planPatch(plan: PatchPlan, terms: PatchTerms, by: string, at: Instant): Result<PatchProgress> {
  if (plan.date < terms.office.dateOf(at)) return refuse('patch.in-the-past', { field: 'date' });
  const state: Patch = {
    ...plan,
    ...timetable(plan.date, terms, at),
    ticketId: undefined,
    status: 'open',
    plannedBy: by,
    entries: 0,
    revision: 1,
    answered: undefined,
    questions: [],
    results: {},
    signed: undefined,
  };
  return accept({ state, added: [{ kind: 'patch.planned', at, by, data: plan }] });
}

/** When the reminders of a day go out; those that are past already are skipped. */
function timetable(date: CivilDate, { office, remindBefore }: PatchTerms, now: Instant) {
  const day = office.isWorkday(date) ? date : office.addWorkdays(date, 1);
  const opening = (of: CivilDate) => office.nextOpen(office.atTime(of, '00:00'));
  const at: Record<PatchReminder, Instant> = {
    unanswered: opening(office.addWorkdays(day, -remindBefore)),
    day: opening(day),
    late: office.closeOf(day) ?? opening(day),
  };
  return { at, told: REMINDERS.filter((each) => at[each] <= now) };
}

/** What people do with a patch. The first four are the customer's steps. */
export type PatchStep =
  | { readonly verb: 'agree'; readonly revision: number }
  | { readonly verb: 'decline'; readonly revision: number; readonly reason: string }
  | { readonly verb: 'ask'; readonly text: string }
  | { readonly verb: 'sign' }
  | { readonly verb: 'answer'; readonly text: string }
  | { readonly verb: 'revise'; readonly plan: PatchPlan }
  | { readonly verb: 'result'; readonly device: string; readonly done: boolean; readonly note: string }
  | { readonly verb: 'cancel' };

/** The phases in which a step may be done. */
const DURING: Readonly<Record<PatchStep['verb'], readonly PatchPhase[]>> = {
  agree: ['asked', 'question'],
  decline: ['asked', 'question'],
  ask: ['asked', 'question'],
  answer: ['question'],
  revise: ['asked', 'question', 'declined', 'agreed'],
  result: ['agreed'],
  sign: ['to-sign'],
  cancel: ['asked', 'question', 'declined', 'agreed'],
};

/**
 * A step of a person. `by`: a key of ours, or the name of the customer's person. Refused in a phase that has no such
 * step, for an answer to a plan that was revised since, for a result before the day, without a note where it failed, or
 * of another device, and for a new plan once there are results.
 */
export function decidePatchStep(
  state: Patch,
  step: PatchStep,
  terms: PatchTerms,
  by: string,
  at: Instant,
): Result<PatchProgress> {
  const phase = phaseOf(state);
  if (!DURING[step.verb].includes(phase)) return refuse(`patch.is-${phase}`);
  const log = (kind: PatchEntry['kind'], data: object = {}): PatchEntry => ({ kind, at, by, data });
  const signed = { by, at };
  switch (step.verb) {
    case 'agree':
    case 'decline': {
      if (step.revision !== state.revision) return refuse('patch.revised-since');
      const agreed = step.verb === 'agree';
      const reason = step.verb === 'decline' ? step.reason : '';
      const answered = { ...signed, agreed, reason };
      return progress({ ...state, answered }, log(agreed ? 'patch.agreed' : 'patch.declined', { reason }));
    }
    case 'ask': {
      const questions = [...state.questions, { ...signed, text: step.text, answer: undefined }];
      return progress({ ...state, questions }, log('patch.asked', { text: step.text }));
    }
    case 'answer': {
      const answer = { ...signed, text: step.text };
      const questions = state.questions.map((each) => (each.answer ? each : { ...each, answer }));
      return progress({ ...state, questions }, log('patch.answered', { text: step.text }));
    }
    case 'revise': {
      if (step.plan.date < terms.office.dateOf(at)) return refuse('patch.in-the-past', { field: 'date' });
      if (Object.keys(state.results).length > 0) return refuse('patch.has-results');
      const revision = state.revision + 1;
      const plan = { ...step.plan, ...timetable(step.plan.date, terms, at) };
      return progress({ ...state, ...plan, revision, answered: undefined }, log('patch.revised', step.plan));
    }
    case 'result':
      return recordResult(state, step, terms, signed);
    case 'sign':
      return progress({ ...state, status: 'done', signed }, log('patch.signed'));
    case 'cancel':
      return progress({ ...state, status: 'cancelled' }, log('patch.cancelled'));
  }
}

/** After the result of the last device the customer is asked to sign. */
function recordResult(
  state: Patch,
  { device, done, note }: Extract<PatchStep, { verb: 'result' }>,
  { office }: PatchTerms,
  { by, at }: Signature,
): Result<PatchProgress> {
  if (office.dateOf(at) < state.date) return refuse('patch.not-yet');
  if (!state.devices.includes(device)) return refuse('input.not-understood', { field: 'device', value: device });
  if (!done && note === '') return refuse('input.missing', { field: 'note' });
  const results = { ...state.results, [device]: { by, at, done, note } };
  const kind = openDevices({ ...state, results }).length > 0 ? 'patch.result' : 'patch.carried-out';
  return progress({ ...state, results }, { kind, at, by, data: { device, done, note } });
}

function progress(state: Patch, entry: PatchEntry): Result<PatchProgress> {
  return accept({ state, added: [entry] });
}
