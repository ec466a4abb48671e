import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { writeFolder } from '../desk/book/book-files.ts';
import { withAway } from '../support/away.ts';
import { sampleBook } from '../support/sample-book.ts';
import { simulated } from '../support/simulated.ts';

/** `deskbell simulate` of books in which people are away: who hears instead, notice by notice. */

interface Event {
  readonly at: string;
  readonly do: string;
  readonly [field: string]: unknown;
}

/** What a story prints, as `kind to…`; times without a date are on Tuesday 22 September 2026. */
async function told(source: BookSource, events: readonly Event[], until = '2026-09-25 18:00'): Promise<string[]> {
  const folder = await writeFolder({ 'book.yaml': JSON.stringify(source) });
  const lines = await simulated({
    book: join(folder, 'book.yaml'),
    start: instant('08:00'),
    until: instant(until),
    events: events.map((event) => ({ ...event, at: instant(event.at) })),
  });
  return lines.flatMap((line) => {
    if (!('notice' in line)) return [`refused ${line.why}`];
    const { notice, at } = line;
    const to = line.to as readonly string[];
    return [`${at.slice(5, 16).replace('T', ' ')} ${notice} ${to.join(' ')}`];
  });
}

function instant(at: string): string {
  const [day, time] = at.includes(' ') ? at.split(' ') : ['2026-09-22', at];
  return `${day}T${time}:00+08:00`;
}

const of = (lines: readonly string[], kind: string) => lines.filter((line) => line.split(' ')[2] === kind);

const REPORT = { do: 'report', as: 'F1', level: 'severe', title: 'core switch down' };

describe('who hears where people are away', () => {
  it('a follow-up goes to the coordinator without the desk; late, to a manager without the coordinator', async () => {
    const events = [
      { at: '09:00', ...REPORT },
      { at: '09:30', do: 'resolve', on: 'F1' },
    ];
    const source = await sampleBook('en');
    const lines = await told(withAway(source, 'desk'), events);
    expect(of(lines, 'followup.prompt')).toEqual(['09-22 09:30 followup.prompt coordinator']);
    expect(of(lines, 'followup.overdue')).toEqual(['09-24 09:30 followup.overdue coordinator']);
    const fewer = await told(withAway(source, 'coordinator', 'projectManager', 'manager1'), events);
    expect(of(fewer, 'followup.prompt')).toEqual(['09-22 09:30 followup.prompt desk']);
    expect(of(fewer, 'followup.overdue')).toEqual(['09-24 09:30 followup.overdue desk']);
    const least = await told(withAway(source, 'desk', 'coordinator', 'projectManager', 'manager1'), events);
    expect(of(least, 'followup.overdue')).toEqual(['09-24 09:30 followup.overdue manager2']);
  });

  it('a support tier goes to the next tier without its holder, and to a manager without both', async () => {
    const source = await sampleBook('en');
    const events = [{ at: '09:00', ...REPORT }];
    const second = async (...away: string[]) =>
      of(await told(withAway(source, ...away), events, '2026-09-22 11:30'), 'ticket.tier-raised');
    expect(await second()).toEqual(['09-22 11:00 ticket.tier-raised escalation team senior']);
    expect(await second('senior')).toEqual(['09-22 11:00 ticket.tier-raised escalation team expert']);
  });

  it('a fault of the highest level calls the coordinator without the project manager', async () => {
    const source = await sampleBook('en');
    const events = [{ at: '09:00', ...REPORT, level: 'catastrophic' }];
    const opened = async (...away: string[]) =>
      of(await told(withAway(source, ...away), events, '2026-09-22 09:01'), 'ticket.opened');
    expect(await opened()).toEqual(['09-22 09:00 ticket.opened customer team projectManager']);
    expect(await opened('projectManager')).toEqual(['09-22 09:00 ticket.opened customer team coordinator']);
  });

  it('a late call goes to the next in line without the coordinator; all away, to the coordinator still', async () => {
    const source = await sampleBook('en');
    const events = [
      { at: '09:00', ...REPORT, level: 'general' },
      { at: '09:05', do: 'callback', on: 'F1', contact: 'Ms Zhou', phone: '010-8888 1234' },
    ];
    const late = async (...away: string[]) =>
      of(await told(withAway(source, ...away), events, '2026-09-22 18:00'), 'callback.overdue');
    expect(await late()).toEqual(['09-22 14:05 callback.overdue coordinator']);
    expect(await late('coordinator')).toEqual(['09-22 14:05 callback.overdue projectManager']);
    const everyone = Object.keys(source.people).filter((key) => !key.startsWith('engineer'));
    expect(await late(...everyone)).toEqual(['09-22 14:05 callback.overdue coordinator']);
  });

  it('a silence goes to the first manager who is there, the next one higher', async () => {
    const source = await sampleBook('en');
    const events = [
      { at: '09:00', ...REPORT },
      { at: '09:05', do: 'acknowledge', on: 'F1' },
    ];
    const stale = async (...away: string[]) =>
      of(await told(withAway(source, ...away), events, '2026-09-23 18:00'), 'ticket.stale')[0]
        ?.split(' ')
        .at(-1);
    expect(await stale()).toBe('manager1');
    expect(await stale('manager1')).toBe('manager2');
    expect(await stale('manager2', 'manager3')).toBe('manager1');
  });

  it('a complaint goes up past an absent manager', async () => {
    const events = [{ at: '09:00', do: 'complain', as: 'C1', title: 'no answer' }];
    const lines = await told(withAway(await sampleBook('en'), 'manager2'), events, '2026-09-22 14:00');
    expect(lines).toEqual([
      '09-22 09:00 complaint.opened manager1',
      '09-22 10:00 complaint.reminder manager1',
      '09-22 11:00 complaint.breached manager3',
    ]);
  });

  it('a report that is missing goes to a manager without the director', async () => {
    const events = [
      { at: '09:00', do: 'plan-inspection', as: 'I1', date: '2026-09-28' },
      { at: '2026-09-28 17:00', do: 'finish-inspection', on: 'I1' },
    ];
    const source = await sampleBook('en');
    const missing = async (...away: string[]) =>
      of(await told(withAway(source, ...away), events, '2026-10-10 18:00'), 'inspection.report-missing').map((line) =>
        line.split(' ').at(-1),
      );
    expect((await missing())[0]).toBe('director');
    expect((await missing('director'))[0]).toBe('manager1');
  });

  it('the warning of an absent assignee goes to the person who has the bell', async () => {
    const source = await sampleBook('en');
    const events = [
      { at: '09:00', ...REPORT },
      { at: '09:01', do: 'assign', on: 'F1', to: 'engineer3' },
      { at: '09:02', do: 'acknowledge', on: 'F1' },
    ];
    const warned = async (...away: string[]) =>
      of(await told(withAway(source, ...away), events, '2026-09-22 18:00'), 'sla.warning').map((line) =>
        line.split(' ').at(-1),
      );
    expect(new Set(await warned())).toEqual(new Set(['engineer3']));
    expect(new Set(await warned('engineer3'))).toEqual(new Set(['engineer1']));
  });
});

describe('a fallback who is away', () => {
  const withFallback = (source: BookSource): BookSource => {
    const rotations = Object.entries(source.rotations).map(([key, rotation]) => [
      key,
      { ...rotation, fallback: 'expert' },
    ]);
    return { ...source, rotations: Object.fromEntries(rotations) };
  };
  const assignee = async (...away: string[]) => {
    const source = withAway(withFallback(await sampleBook('en')), ...away);
    const folder = await writeFolder({ 'book.yaml': JSON.stringify(source) });
    const lines = await simulated({
      book: join(folder, 'book.yaml'),
      start: instant('08:00'),
      until: instant('09:01'),
      events: [{ ...REPORT, at: instant('09:00') }],
    });
    return lines.find((line) => 'notice' in line && line.notice === 'ticket.opened');
  };

  it.each([
    [[], 'engineer1'],
    [['engineer1'], 'expert'],
    [['engineer1', 'expert'], 'engineer2'],
    [['engineer1', 'engineer2', 'engineer3', 'expert'], 'manager1'],
    [['engineer1', 'engineer2', 'engineer3', 'expert', 'manager1'], 'manager2'],
  ])('away: %j, the ticket goes to %s', async (away, expected) => {
    expect(await assignee(...away)).toMatchObject({ assignee: expected });
  });
});
