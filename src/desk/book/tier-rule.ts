import { z } from 'zod';
import { ROLES } from '../person/person.ts';
import { Names, SpanText } from './field.ts';

/** A support tier (D11, B3). Without `after` it is raised by hand only. */
export const Tier = z.strictObject({
  tier: z.int().min(2).max(9),
  name: Names,
  clause: z.string().max(20).default(''),
  holders: z
    .array(z.enum(ROLES))
    .default([])
    .describe('Roles of the people who hold the tier: they are told at once when a fault rises to it'),
  after: SpanText.optional(),
  from: z.enum(['report', 'arrive']).default('report'),
  unlessArrived: z.boolean().default(false),
  loaner: z.boolean().default(false).describe('A loaner is offered on the card from here on (B7, D11)'),
});
