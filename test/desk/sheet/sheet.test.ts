import { describe, expect, it } from 'vitest';
import {
  askForSignature,
  beginSheet,
  countersignSheet,
  draftSheet,
  fillSheet,
  leaveUnsigned,
  type Sheet,
  type SheetProgress,
  signSheet,
} from '../../../src/desk/sheet/sheet.ts';
import type { Result } from '../../../src/lib/refusal.ts';

const NEW = {
  customer: 'sample',
  ticketId: undefined,
  form: 'feedback-record',
  about: { of: 'complaint', id: 1 },
  values: { result: 'fixed' },
} as const;

type Step = (sheet: Sheet, now: number) => Result<SheetProgress>;
const STEPS: Readonly<Record<string, Step>> = {
  fill: (sheet, now) => fillSheet(sheet, { result: 'fixed twice' }, 'engineer1', now),
  ask: (sheet, now) => askForSignature(sheet, 'engineer1', now),
  sign: (sheet, now) => signSheet(sheet, 'Luo Min', now),
  unsigned: (sheet, now) => leaveUnsigned(sheet, 'on leave', 'engineer1', now),
  countersign: (sheet, now) => countersignSheet(sheet, 'manager1', now),
};

/** Takes the steps one after the other and gives the last state, or the code of the refusal. */
function stateAfter(words: string, first: SheetProgress = beginSheet(NEW, 'engineer1', 0)): Sheet | string {
  let { state } = first;
  for (const [index, word] of words.split(' ').filter(Boolean).entries()) {
    const taken = STEPS[word]?.(state, index + 1);
    if (!taken?.ok) return taken?.code ?? word;
    state = taken.value.state;
  }
  return state;
}

function statusAfter(words: string): string {
  const state = stateAfter(words);
  return typeof state === 'string' ? state : state.status;
}

describe('a sheet', () => {
  it.each([
    ['', 'open'],
    ['ask', 'asked'],
    ['ask sign', 'signed'],
    ['ask unsigned', 'asked'],
    ['ask unsigned countersign', 'countersigned'],
    ['ask unsigned sign', 'signed'],
    ['ask fill', 'open'],
    ['ask fill ask sign', 'signed'],
    ['sign', 'sheet.not-asked'],
    ['ask fill sign', 'sheet.not-asked'],
    ['ask ask', 'sheet.already-asked'],
    ['ask countersign', 'sheet.no-reason'],
    ['unsigned', 'sheet.not-asked'],
    ['ask sign fill', 'sheet.already-signed'],
    ['ask sign ask', 'sheet.already-signed'],
    ['ask sign unsigned', 'sheet.already-signed'],
    ['ask unsigned countersign sign', 'sheet.already-signed'],
  ])('%s: %s', (words, outcome) => {
    expect(statusAfter(words)).toBe(outcome);
  });

  it('who signed stands on it, with the instant; a change takes back why it was not signed', () => {
    expect(stateAfter('ask sign')).toMatchObject({ signed: { name: 'Luo Min', at: 2 }, askedAt: 1 });
    expect(stateAfter('ask unsigned countersign')).toMatchObject({
      unsigned: { by: 'engineer1', reason: 'on leave' },
      countersigned: { by: 'manager1', at: 3 },
    });
    expect(stateAfter('ask unsigned fill')).not.toHaveProperty('unsigned');
  });

  it('one that the desk filled in from the log is completed by a person before it is signed', () => {
    const draft = draftSheet(NEW, 'engineer1', 0);
    expect(stateAfter('ask', draft)).toBe('sheet.not-filled');
    expect(stateAfter('fill ask', draft)).toMatchObject({ status: 'asked' });
  });
});
