import type { Instant } from '../../lib/instant.ts';
import { formatUtc } from '../../lib/iso-time.ts';
import type { FieldChange } from '../book/diff/tree.ts';
import { fieldName } from '../book/problem.ts';
import type { DutyChange, OnDuty } from '../oncall/duty-change.ts';
import { countsOf, type Revision } from './revision.ts';

/** A revision for programs (docs/guide/command-line.md, "book diff"): plain data, instants as UTC text, `null` for what is not there. */
export function revisionJson(revision: Revision): object {
  const { now, diff, duty } = revision;
  return {
    at: formatUtc(now),
    counts: countsOf(revision),
    promises: diff.promises.map(({ levels, serviceLevel, distance, before, after, ...change }) => ({
      ...change,
      ...{ levels: levels ?? null, serviceLevel: serviceLevel ?? null, distance: distance ?? null },
      ...{ before: before ?? null, after: after ?? null },
    })),
    duty: duty.map(dutyJson),
    plans: diff.plans.map((each) => ({ ...each, before: each.before ?? null, after: each.after ?? null })),
    people: diff.people,
    emptyRoles: diff.emptyRoles,
    entries: diff.entries.map((each) => ({ what: each.what, key: each.key, ...fieldJson(each) })),
    fields: diff.fields.map(fieldJson),
  };
}

function dutyJson({ beginsAt, rows, gaps, ...change }: DutyChange): object {
  return {
    ...change,
    begins: instantJson(beginsAt),
    rows: rows.map(({ fromAt, toAt, before, after, isChanged }) => ({
      ...{ from: formatUtc(fromAt), until: formatUtc(toAt), changed: isChanged },
      ...{ before: onDutyJson(before), after: onDutyJson(after) },
    })),
    gaps: gaps.map(({ fromAt, untilAt, standIn, isNew }) => ({
      ...{ from: formatUtc(fromAt), until: formatUtc(untilAt), standIn: standIn ?? null, new: isNew },
    })),
  };
}

function onDutyJson(duty: OnDuty | undefined): object | null {
  if (!duty) return null;
  return { person: duty.person ?? null, scheduled: duty.scheduled ?? null, layer: duty.layer ?? null };
}

function fieldJson({ path, before, after }: FieldChange): object {
  return { field: fieldName(path), before: before ?? null, after: after ?? null };
}

function instantJson(at: Instant | undefined): string | null {
  return at === undefined ? null : formatUtc(at);
}
