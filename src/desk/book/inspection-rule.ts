import { z } from 'zod';
import { CivilDate, CLAUSE, Clause, Key, Names, SpanText } from './field.ts';

const item = (key: string, zh: string, en: string, per: 'site' | 'device' = 'device') => ({
  key,
  name: { zh, en },
  per,
});

/** The checklist that D12 asks for, in its order. */
const CHECKLIST = [
  item('physical', '设备外观与物理状态', 'Physical state'),
  item('power', '电源与线缆', 'Power and cabling'),
  item('modules', '网络模块', 'Network modules'),
  item('ports', '端口', 'Ports'),
  item('routing', '路由表稳定性', 'Routing table stability'),
  item('cpu', 'CPU 利用率', 'CPU'),
  item('memory', '内存', 'Memory'),
  item('protocols', '协议运行', 'Protocols'),
  item('diagnosis', '硬件诊断', 'Hardware diagnosis'),
  item('logs', '错误日志', 'Error logs'),
  item('parts', '部件更换', 'Part replacement'),
  item('cleaning', '清洁除尘', 'Cleaning'),
  item('room', '机房温湿度与供电', 'Room temperature, humidity and power', 'site'),
];

/** An item of the checklist: what is looked at. */
const ChecklistItem = z.strictObject({
  key: Key.describe('Short name of the item; people send photos to it'),
  name: Names.describe('What is looked at, as the list and the report show it'),
  per: z
    .enum(['site', 'device'])
    .default('site')
    .describe('`device`: looked at on every device of the site, with a result for each; `site`: once'),
  classes: z
    .array(Key)
    .min(1)
    .max(20)
    .optional()
    .describe('With `per: device`: only on devices of these classes (`devices.….class`); left out: on all'),
});

/** An extra inspection before an important event (E6). */
const Before = z.strictObject({
  name: Names.describe('What the period is called: a festival, a congress …'),
  from: CivilDate.describe('First day of the important period'),
  workdays: z.int().min(1).max(60).default(5).describe('How many working days before it the inspection is'),
});

/** Rules for the inspection of sites (D12–D14, C3, E6, B7). */
export const InspectionRule = z.strictObject({
  clause: Clause.default('D12').describe(CLAUSE),
  every: z
    .enum(['month', 'quarter', 'half-year', 'year'])
    .optional()
    .describe('How often every site is inspected; left out: only when a person plans an inspection'),
  month: z
    .int()
    .min(1)
    .max(12)
    .default(1)
    .describe(
      'In which month of the period; 1 to 3 for a quarter, 1 to 6 for a half-year, and without meaning for `every: month`',
    ),
  day: z
    .int()
    .min(1)
    .max(31)
    .default(15)
    .describe('On which day of that month; its last day where the month is shorter'),
  holiday: z.enum(['previous', 'next']).default('next').describe('Which working day it moves to where that day is off'),
  anchor: z
    .enum(['fixed', 'completion'])
    .default('fixed')
    .describe('What the next date counts from: the dates above, or the day on which the last one was finished'),
  before: z.array(Before).max(40).default([]).describe('Important periods before which every site is inspected (E6)'),
  horizonDays: z.int().min(7).max(400).default(60).describe('How many days ahead inspections are entered'),
  noticeWorkdays: z.int().min(1).max(20).default(3).describe('How many working days before it the customer is told'),
  reconfirmDays: z
    .int()
    .min(1)
    .max(30)
    .default(2)
    .describe('How many calendar days before it the customer confirms the time again'),
  feedbackWithin: SpanText.default('2wd').describe('From solving a finding until the customer has heard of it (D13)'),
  checklist: z
    .array(ChecklistItem)
    .min(1)
    .max(40)
    .default(CHECKLIST)
    .describe('What is looked at on site; left out: the thirteen items of D12'),
});
export type InspectionRule = z.infer<typeof InspectionRule>;

/** What decides about dates: the rules without what is looked at. */
export type InspectionDates = Omit<InspectionRule, 'checklist'>;
