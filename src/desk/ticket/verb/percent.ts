import { z } from 'zod';

/** A share of users or lines, from 0 to 100. */
export const Percent = z.coerce.number().min(0).max(100);
