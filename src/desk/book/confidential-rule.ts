import { z } from 'zod';
import { Key, RoleName, SpanText } from './field.ts';

/** A customer whose data is confidential (E9): who may see it, where it may stand, and when it is deleted. */
export const ConfidentialRule = z.strictObject({
  access: z
    .array(RoleName)
    .min(1)
    .describe("The only roles that may open this customer's cases and be told their words"),
  channels: z
    .array(Key)
    .default([])
    .describe(
      "The provider's channels whose members all have one of these roles: the words may stand there. In all other channels notices have number, level and clock only",
    ),
  deleteAfter: SpanText.optional().describe(
    'How long after the end of a case its words and files are offered for deletion; left out: they are kept',
  ),
});
export type ConfidentialRule = z.infer<typeof ConfidentialRule>;
