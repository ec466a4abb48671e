import { readFile } from 'node:fs/promises';
import type { BookSource } from '../../../src/desk/book/schema.ts';
import type { TicketGroup } from '../../../src/desk/report/figure/case.ts';
import { type CountedTicket, figuresOf } from '../../../src/desk/ticket/clock/figures.ts';
import type { VerbName } from '../../../src/desk/ticket/verb/table.ts';
import { must } from '../../support/must.ts';
import { type StepAbout, type Story, storiesOf } from '../../support/story.ts';

/**
 * The month of `test/fixture/month/tickets.tsv`: 60 tickets, all reported on 23 November 2026 at 08:00, with what becomes of
 * their promises as worked out by hand. The clocks are round ones, day and night: respond 30 minutes (major: 10), on
 * site 2 hours from the dispatch, resolve 8 hours (major: 4), after which the level rises; answer 30 minutes, reply 1 day,
 * an incident's report 8 hours.
 */
export interface ToldTicket {
  readonly no: number;
  readonly about: string;
  readonly steps: readonly string[];
  readonly until: string;
  /** `respond=kept resolve=open` */
  readonly promises: string;
  /** Minutes to response, arrival and fix, `-` for none. */
  readonly minutes: string;
  readonly flag: string;
}

export async function readMonth(): Promise<ToldTicket[]> {
  const text = await readFile(new URL('../../fixture/month/tickets.tsv', import.meta.url), 'utf8');
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((line) => {
    const [no = '', about = '', steps = '', until = '', promises = '', minutes = '', flag = ''] = line.split('\t');
    const done = steps === '-' ? [] : steps.split('; ');
    return { no: Number(no), about, steps: done, until, promises, minutes: minutes === '-' ? '-/-/-' : minutes, flag };
  });
}

const LEVELS = [
  { key: 'major', name: { zh: '重大', en: 'Major' } },
  { key: 'minor', name: { zh: '一般', en: 'Minor' } },
];

/** The sample policy with round clocks that run day and night. */
export function withRoundClocks(source: BookSource): BookSource {
  const standard = must(source.policies.standard);
  const text = { zh: '-', en: '-' };
  const rule = { text, startsAt: 'report', pauses: false, notForHardwareOnly: false, notAfterWarranty: false } as const;
  const limit = (within: string, levels?: string[]) => ({ within, plusTravel: false, ...(levels ? { levels } : {}) });
  return {
    ...source,
    policies: {
      standard: {
        ...standard,
        levels: LEVELS,
        outage: [],
        tiers: [],
        stale: [],
        incident: { ...standard.incident, reportWithin: '8h' },
        clocks: {
          respond: { ...rule, clause: 'D2', kind: 'fault', limits: [limit('10m', ['major']), limit('30m')] },
          'on-site': {
            ...rule,
            clause: 'D4',
            kind: 'fault',
            startsAt: 'dispatch',
            pauses: true,
            notForHardwareOnly: true,
            limits: [limit('2h')],
          },
          resolve: {
            ...rule,
            clause: 'D8',
            kind: 'fault',
            pauses: true,
            onBreach: 'raise-level',
            limits: [limit('4h', ['major']), limit('8h')],
          },
          answer: { ...rule, clause: 'D5', kind: 'question', limits: [limit('30m')] },
          reply: { ...rule, clause: 'A5', kind: 'requirement', limits: [limit('1d')] },
        },
      },
    },
  };
}

/** A told ticket, what is counted of it, and it alone as a group of cases. */
export interface CountedStory {
  readonly told: ToldTicket;
  readonly story: Story;
  readonly counted: CountedTicket;
  readonly group: TicketGroup;
}

/** Tells the tickets of a month to the hearts; throws where a step is refused. */
export async function tellMonth(told: readonly ToldTicket[]): Promise<CountedStory[]> {
  const begin = await storiesOf('telecom-province', withRoundClocks);
  return told.map((each) => {
    const story = tellTicket(begin(), each);
    const counted = figuresOf(story.ticket, story.terms);
    return { told: each, story, counted, group: groupOf(each.no, counted) };
  });
}

export function groupOf(id: number, { figures, times }: CountedTicket): TicketGroup {
  return { ...figures, month: '2026-11', cases: [[id, ...times]] };
}

function tellTicket(story: Story, { about, steps, until }: ToldTicket): Story {
  const [what = '', called, at] = about.split(' ');
  const isFault = what === 'minor' || what === 'major';
  story.report('08:00', {
    device: 'device1',
    ...(isFault ? { level: what } : { kind: what as 'question' }),
    ...(called === 'hardware' ? { hardwareOnly: true } : {}),
    ...(called === 'called' && at ? { calledAt: at } : {}),
  });
  for (const step of steps) {
    const [time = '', verb = '', level] = step.split(' ');
    story.step(time, verb as VerbName, { ...DETAILS[verb], ...(level ? { level } : {}) });
  }
  story.until(until);
  const refused = story.told('refused');
  if (refused.length > 0) throw new Error(refused.join('; '));
  return story;
}

const DETAILS: Readonly<Record<string, StepAbout & object>> = {
  withdraw: { by: 'engineer1', text: 'by mistake' },
  duplicate: { other: 1 },
  merge: { other: 1 },
  reopen: { by: 'engineer1', text: 'again' },
  dispatch: { to: 'engineer1' },
  'declare-incident': {
    by: 'director',
    ...({ incident: {}, speaker: 'projectManager', group: [], planApproval: [] } as object),
  },
  'end-incident': { by: 'director' },
  'report-incident': { by: 'director', text: 'all of it' },
};
