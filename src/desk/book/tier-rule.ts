import { z } from 'zod';
import { CLAUSE, Names, RoleName, SpanText } from './field.ts';

/** A support tier (D11, B3). Without `after` it is raised by hand only. */
export const Tier = z.strictObject({
  tier: z.int().min(2).max(9).describe('Its number; the engineer on duty is tier 1'),
  name: Names.describe('What people call it: senior engineer, vendor …'),
  clause: z.string().max(20).default('').describe(CLAUSE),
  holders: z
    .array(RoleName)
    .default([])
    .describe('Roles of the people who hold the tier: they are told at once when a fault rises to it'),
  after: SpanText.optional().describe(
    'When an open fault rises to it by itself; left out: only by hand (`/desk tier`)',
  ),
  from: z
    .enum(['report', 'arrive'])
    .default('report')
    .describe('What `after` counts from: the report, or the arrival on site'),
  unlessArrived: z.boolean().default(false).describe('`true`: it does not rise once an engineer is on site'),
  loaner: z.boolean().default(false).describe('`true`: a loaner is offered on the card from here on (B7, D11)'),
});
