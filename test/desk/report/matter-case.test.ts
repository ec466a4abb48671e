import { describe, expect, it } from 'vitest';
import { prepareBook } from '../../../src/desk/book/book.ts';
import { type MatterRow, matterGroup } from '../../../src/desk/report/matter-case.ts';
import { dateInZone, openZone } from '../../../src/lib/zone.ts';
import { sampleBook } from '../../support/sample-book.ts';

const ZONE = openZone('Asia/Shanghai');
const view = {
  book: prepareBook(1, await sampleBook('en')),
  month: '2026-10',
  today: '2026-10-20',
  dateOf: (at: number) => dateInZone(ZONE, at),
};
const at = (iso: string) => Date.parse(`${iso}:00+08:00`);

/** Promises of a row as `clause what=outcome`. */
function promises(row: object, customer = 'sample'): string {
  const full = { customer, status: 'open', cases: [[7, 3]], ...row } as unknown as MatterRow;
  return matterGroup(full, view)
    .promises.map(({ clause, what, outcome }) => `${clause} ${what}=${outcome}`)
    .join(', ');
}

describe('what became of what was owed beside tickets', () => {
  const paper = { kind: 'paper', paper: 'fault-report', late: false };
  const part = { kind: 'part', late: false, done: false, limited: true, gone: false };
  const inspection = { kind: 'inspection', date: '2026-10-19', doneAt: null };
  const complaint = { kind: 'complaint', late: false, closedLate: false, answered: false };
  it.each([
    [{ kind: 'followup', late: false }, 'D15 followup=open'],
    [{ kind: 'followup', late: true }, 'D15 followup=broken'],
    [{ kind: 'followup', late: true, status: 'done' }, 'D15 followup=keptLate'],
    [{ kind: 'followup', late: true, status: 'withdrawn' }, 'D15 followup=withdrawn'],
    [complaint, 'D17 first-answer=open, D17 closure=open'],
    [{ ...complaint, late: true, answered: true }, 'D17 first-answer=keptLate, D17 closure=open'],
    [{ ...complaint, status: 'closed', closedLate: true }, 'D17 first-answer=withdrawn, D17 closure=keptLate'],
    [paper, 'D9 paper/fault-report=open'],
    [{ ...paper, status: 'archived' }, 'D9 paper/fault-report=kept'],
    [{ ...paper, status: 'delivered', late: true }, 'D9 paper/fault-report=keptLate'],
    [{ ...paper, status: 'withdrawn' }, 'D9 paper/fault-report=withdrawn'],
    [{ ...paper, paper: 'never-promised' }, ''],
    [{ ...part, limited: false }, ''],
    [{ ...part, late: true }, 'D10 part=broken'],
    [{ ...part, gone: true }, 'D10 part=withdrawn'],
    [{ ...part, gone: true, done: true }, 'D10 part=kept'],
    [{ ...inspection, date: '2026-10-20' }, 'D12 inspection=open'],
    [inspection, 'D12 inspection=broken'],
    [{ ...inspection, doneAt: at('2026-10-19T23:59') }, 'D12 inspection=kept'],
    [{ ...inspection, doneAt: at('2026-10-20T00:00') }, 'D12 inspection=keptLate'],
    [{ ...inspection, status: 'cancelled' }, 'D12 inspection=withdrawn'],
  ])('%o: %s', (row, said) => {
    expect(promises(row)).toBe(said);
  });

  it('of a customer who has left the book they count under no clause', () => {
    expect(promises({ kind: 'followup', late: true }, 'gone')).toBe(' followup=broken');
  });

  it('a rating counts once the customer was asked, and not if its fix did not hold', () => {
    const rated = (row: object) =>
      matterGroup({ kind: 'rating', customer: 'sample', cases: [[1, 3]], ...row } as unknown as MatterRow, view).rated;
    expect(rated({ status: 'open', asked: true, score: null })).toBe('asked');
    expect(rated({ status: 'held', asked: false, score: null })).toBeUndefined();
    expect(rated({ status: 'rated', asked: false, score: 4 })).toBe(4);
    expect(rated({ status: 'void', asked: true, score: 4 })).toBeUndefined();
  });
});
