import { z } from 'zod';
import { Workdays } from './field.ts';

/** Rules for appointments: trainings, drills, calls (D22, A9, B6). */
export const AppointmentRule = z.strictObject({
  trainingAhead: Workdays.default('30wd').describe('How long ahead a training is agreed at least (D22)'),
  remindBefore: Workdays.default('3wd').describe('How long before the day the person who does it is reminded'),
});
