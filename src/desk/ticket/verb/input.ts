import { z } from 'zod';
import type { SentFile } from '../../../chat/file.ts';
import type { Instant } from '../../../lib/instant.ts';
import { accept, type Result, refuse } from '../../../lib/refusal.ts';
import type { Ask } from '../../desk.ts';
import { OptionalText, parseInstant, readDay, readInput, Score, Text } from '../../input.ts';
import { listByRole, resolvePerson } from '../../person/person.ts';
import { findConsentPurpose, findLevelKey, parseTicketNumber } from '../case/names.ts';
import type { PlanApprover, WrittenReply } from '../case/record.ts';
import type { Terms } from '../case/terms.ts';
import type { TicketId } from '../case/ticket.ts';
import type { Step, Verb } from './step-type.ts';

/** From what came with a command to what the heart takes: texts, names and numbers as people give them. */

const TicketNumber = z.string().transform((text, context) => {
  const id = parseTicketNumber(text);
  if (id === undefined) context.addIssue({ code: 'custom', message: 'not a ticket number' });
  return id ?? (0 as TicketId);
});
export const TicketInput = z.object({ ticket: TicketNumber });

const Percent = z.coerce.number().min(0).max(100);
const PersonInput = z.object({ to: z.string().min(1) });
const TierInput = z.object({ tier: z.coerce.number().int() });
const LevelInput = z.object({ level: z.string().min(1) });
const TextInput = z.object({ text: Text });
const NoteInput = z.object({ text: OptionalText });
/** `plan`: the number of the plan that stood on the card. */
const PlanInput = z.object({ text: OptionalText, plan: z.coerce.number().int().positive().optional() });
const ConsentPurposeText = z.string().transform((text, context) => {
  const purpose = findConsentPurpose(text);
  if (purpose === undefined) context.addIssue({ code: 'custom', message: 'not a purpose' });
  return purpose ?? 'operation';
});
const ConsentInput = z.object({ purpose: ConsentPurposeText, text: Text });
const ConsentRecordInput = z.object({
  purpose: ConsentPurposeText,
  answer: z.enum(['', 'yes', 'no']).default(''),
  text: Text,
});
/** `consent`: the number of the question that stood on the card. */
const ConsentAnswerInput = z.object({ text: OptionalText, consent: z.coerce.number().int().positive().optional() });
const IncidentInput = z.object({ speaker: z.string().trim().min(1), text: OptionalText });
const RateInput = z.object({ score: Score, text: OptionalText });
const Line = z.string().default('').pipe(z.string().trim().max(200));
const CallbackInput = z.object({ phone: z.string().trim().min(1).max(80), contact: Line, company: Line });
const OutageInput = z.object({
  since: z.string().default(''),
  affectedPercent: z.union([z.literal(''), Percent]).default(''),
});
const PaperInput = z.object({
  report: z.literal('requirement-reply').default('requirement-reply'),
  solution: OptionalText,
  impact: OptionalText,
  effort: OptionalText,
  plan: OptionalText,
  goLive: z.string().trim().default(''),
});

/** The step that `verb` with this input asks for. Refuses what is missing, unknown or too long, by field. */
export function readStep(verb: Verb, ask: Ask, terms: Terms): Result<Step> {
  const { input, book } = ask;
  const files = filesOf(ask);
  switch (verb) {
    case 'acknowledge':
    case 'undo-acknowledge':
    case 'dispatch':
    case 'arrive':
    case 'leave-site':
    case 'confirm-leave':
    case 'end-outage':
    case 'end-incident':
    case 'confirm':
    case 'accept-reply':
      return accept({ verb });
    case 'approve-plan':
      return map(readInput(PlanInput, input), ({ plan }) => accept({ verb, ...planNo(plan) }));
    case 'reject-plan':
      return map(readInput(PlanInput, input), ({ text, plan }) => accept({ verb, text, ...planNo(plan) }));
    case 'update':
    case 'tell-customer':
    case 'ask-customer':
    case 'answer':
    case 'propose-workaround':
    case 'submit-plan':
    case 'customer-answered':
      return map(readInput(files.length > 0 ? NoteInput : TextInput, input), ({ text }) =>
        accept(files.length > 0 ? { verb, text, files } : { verb, text }),
      );
    case 'ask-consent':
      return map(readInput(ConsentInput, input), (asked) => accept({ verb, ...asked }));
    case 'give-consent':
    case 'refuse-consent':
      return map(readInput(ConsentAnswerInput, input), ({ text, consent }) =>
        accept({ verb, text, ...(consent === undefined ? {} : { consentNo: consent }) }),
      );
    case 'record-consent':
      return map(readInput(ConsentRecordInput, input), ({ purpose, answer, text }) =>
        accept({ verb, purpose, agreed: answer !== 'no', text }),
      );
    case 'log-commands':
      return map(readInput(TextInput, input), ({ text }) => accept({ verb, text }));
    case 'resolve':
    case 'reject-fix':
      return map(readInput(NoteInput, input), ({ text }) => accept({ verb, text }));
    case 'attach':
      return map(readInput(NoteInput, input), ({ text }) => readFiles(text, ask));
    case 'assign':
      return map(readInput(PersonInput, input), ({ to }) =>
        map(readPerson(to, ask), (key) => accept({ verb, to: key })),
      );
    case 'declare-incident':
      return map(readInput(IncidentInput, input), ({ speaker, text }) =>
        map(readPerson(speaker, ask), (key) => accept({ verb, text, ...incidentOf(key, ask, terms) })),
      );
    case 'report-incident':
      return map(readInput(TextInput, input), ({ text }) => accept({ verb, text }));
    case 'raise-tier':
      return map(readInput(TierInput, input), ({ tier }) => accept({ verb, tier }));
    case 'set-level':
      return map(readInput(LevelInput, input), ({ level }) =>
        accept({ verb, level: findLevelKey(terms.policy, level) ?? level }),
      );
    case 'set-outage':
      return map(readInput(OutageInput, input), (outage) => readOutage(outage, book.source.provider.timeZone));
    case 'deliver':
      return map(readInput(PaperInput, input), ({ report, ...reply }) => readReply(report, reply, ask));
    case 'callback':
      return map(readInput(CallbackInput, input), (callback) => accept({ verb, callback }));
    case 'rate':
      return map(readInput(RateInput, input), ({ score, text }) => accept({ verb, score, text }));
    case 'called-back':
    case 'follow-up-done':
    case 'request-part':
    case 'deliver-part':
      return map(readInput(NoteInput, input), ({ text }) => accept({ verb, text }));
  }
}

/** Files of the message that the words stand in; a form is about somebody else's. */
function filesOf({ by, message }: Ask): SentFile[] {
  return by === 'words' ? (message?.files ?? []).flatMap(({ sent }) => sent ?? []) : [];
}

function planNo(plan: number | undefined): { planNo?: number } {
  return plan === undefined ? {} : { planNo: plan };
}

function map<A, B>(result: Result<A>, then: (value: A) => Result<B>): Result<B> {
  return result.ok ? then(result.value) : result;
}

/** Files come with the message; those that stay on a platform are its own. */
function readFiles(text: string, { message }: Ask): Result<Step> {
  const files = (message?.files ?? []).flatMap(({ name, kept }) => (kept ? [{ id: kept.id, name }] : []));
  return files.length > 0 ? accept({ verb: 'attach', files, text }) : refuse('input.missing', { field: 'files' });
}

/** The person's key. */
function readPerson(to: string, { book, place, mentions }: Ask): Result<string> {
  const { people } = book.source;
  const key = resolvePerson(people, to, { ...place, mentions });
  if (key === undefined) return refuse('ticket.unknown-person', { to, allowed: Object.keys(people).join(', ') });
  return accept(key);
}

/** The emergency group is who has the roles that the policy names, and the speaker. Without a director plans go to the customer alone. */
function incidentOf(speaker: string, { book }: Ask, { policy }: Terms) {
  const { people } = book.source;
  const group = [...new Set([...policy.incident.group.flatMap((role) => listByRole(people, role)), speaker])];
  const planApproval: readonly PlanApprover[] =
    listByRole(people, 'director').length > 0 ? ['director', 'customer'] : ['customer'];
  return { speaker, group, planApproval };
}

/** In chat the reply is written down with it; a program that hands it in has it elsewhere. */
function readReply(paper: string, reply: WrittenReply, { input, book, turn }: Ask): Result<Step> {
  const { solution } = reply;
  if (solution === '')
    return input.sure === 'yes' ? accept({ verb: 'deliver', paper }) : refuse('input.missing', { field: 'solution' });
  const today = book.always.dateOf(turn.now);
  const goLive = reply.goLive === '' ? accept('') : readDay('goLive', reply.goLive, today);
  if (!goLive.ok) return goLive;
  if (goLive.value !== '' && goLive.value < today) return refuse('ticket.go-live-past', { date: goLive.value });
  return accept({ verb: 'deliver', paper, reply: { ...reply, goLive: goLive.value } });
}

function readOutage({ since, affectedPercent }: z.infer<typeof OutageInput>, zone: string): Result<Step> {
  if (since === '' && affectedPercent === '') return refuse('input.missing', { field: 'since' });
  const sinceAt = since === '' ? undefined : parseInstant(since, zone);
  if (since !== '' && sinceAt === undefined) return refuse('input.not-an-instant', { field: 'since', value: since });
  return accept({
    verb: 'set-outage',
    ...(sinceAt === undefined ? {} : { sinceAt }),
    ...(affectedPercent === '' ? {} : { affectedPercent }),
  });
}

const ReportInput = z.object({
  text: Text,
  kind: z.enum(['fault', 'question', 'requirement']).default('fault'),
  level: z.string().default(''),
  customer: z.string().default(''),
  site: z.string().default(''),
  device: z.string().default(''),
  outageSince: z.string().default(''),
  affectedPercent: z.union([z.literal(''), Percent]).default(''),
  hardwareOnly: z.enum(['', 'true', 'false']).default(''),
  billable: z.enum(['', 'true', 'false']).default(''),
  contact: z
    .string()
    .max(200)
    .default('')
    .transform((text) => text.trim()),
});
export type ReportInput = z.infer<typeof ReportInput>;

/** A report as it came, with its outage facts read. */
export type ReportAsked = ReportInput & { readonly outage: { sinceAt: Instant; affectedPercent: number } | undefined };

export function readReport(ask: Ask): Result<ReportAsked> {
  const read = readInput(ReportInput, ask.input);
  if (!read.ok) return read;
  const { outageSince, affectedPercent } = read.value;
  if (outageSince === '') return accept({ ...read.value, outage: undefined });
  const sinceAt = parseInstant(outageSince, ask.book.source.provider.timeZone);
  if (sinceAt === undefined) return refuse('input.not-an-instant', { field: 'outageSince', value: outageSince });
  return accept({ ...read.value, outage: { sinceAt, affectedPercent: affectedPercent === '' ? 0 : affectedPercent } });
}
