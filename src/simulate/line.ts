import { isoInZone } from '../i18n/when.ts';
import type { Refusal } from '../lib/refusal.ts';
import type { RecordedNotice } from './recorder.ts';
import type { ScenarioEvent } from './scenario.ts';

/** One line of `simulate --json` (docs/simulate.md, "Lines"); instants as text in the book's zone. */
export type SimulatedLine = Readonly<Record<string, unknown>> & { readonly at: string };

/** Prints one line; the line of a refusal comes with the refusal, for its words. */
export type PrintLine = (line: SimulatedLine, refusal?: Refusal) => void;

const INSTANT_FIELDS: readonly string[] = ['due', 'since'];
/** Fields that name another ticket by its subject. */
const SUBJECT_FIELDS: readonly string[] = ['of', 'into'];

/** `nameOf`: the scenario's name of a subject. */
export function lineOfNotice(
  { about, to }: RecordedNotice,
  nameOf: ReadonlyMap<string, string>,
  zone: string,
): SimulatedLine {
  const call = (subject: string) => nameOf.get(subject) ?? subject;
  const fields = Object.entries(inOrder(about.fields)).map(([name, value]) => {
    if (INSTANT_FIELDS.includes(name)) return [name, inZone(value, zone)];
    if (SUBJECT_FIELDS.includes(name)) return [name, call(String(value))];
    return [name, name === 'open' && Array.isArray(value) ? value.map(call) : value];
  });
  return {
    at: isoInZone(about.at, zone),
    notice: about.kind,
    on: call(about.subject),
    to,
    ...Object.fromEntries(fields),
  };
}

export function lineOfRefusal(event: ScenarioEvent, { code }: Refusal, zone: string): SimulatedLine {
  const subject = 'on' in event ? event.on : 'as' in event ? event.as : event.rotation;
  return { at: isoInZone(event.at, zone), refused: event.do, subject, why: code };
}

function inZone(value: unknown, zone: string): unknown {
  if (typeof value === 'number') return isoInZone(value, zone);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, at]) => [name, inZone(at, zone)]));
}

/**
 * A copy with the fields of each map in a fixed order: shorter names first, names of one length alphabetically.
 * Undefined fields are left out.
 */
function inOrder<T>(value: T): T {
  if (Array.isArray(value)) return value.map(inOrder) as T;
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  fields.sort(([one], [other]) => one.length - other.length || (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([name, each]) => [name, inOrder(each)])) as T;
}
