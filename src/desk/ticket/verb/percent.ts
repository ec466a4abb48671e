import { z } from 'zod';
import { tidyWords } from '../../date-words.ts';

const SHARE =
  /^(?:about|around|approx\.?|approximately|ca\.?|roughly|~|≈|大约|大概|约|近)? ?(?:百分之)?(\d{1,3}(?:\.\d{1,4})?) ?(?:%|percent|per cent|pct)?(?: ?左右)?$/;

/** Reads a share as people write it: `30`, `30%`, `３０％`, `30 percent`, `约30%`, `百分之30`. NaN for other texts. */
function readPercent(text: string): number {
  return Number(SHARE.exec(tidyWords(text))?.[1] ?? Number.NaN);
}

/** A share of users or lines, from 0 to 100. */
export const Percent = z
  .string()
  .transform(readPercent)
  .refine((share) => share >= 0 && share <= 100);
