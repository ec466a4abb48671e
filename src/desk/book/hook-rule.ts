import { z } from 'zod';
import { type BookNames, checkKnown } from './check-names.ts';
import { Key, SpanText } from './field.ts';
import type { FieldPath, Finding } from './problem.ts';

/** Alerts of a monitoring system that become tickets. Its secret is a token (`deskbell token create`), never in the book. */

const Label = z.string().min(1).max(100);

export const HookRule = z.strictObject({
  shape: z
    .enum(['alertmanager', 'grafana', 'json'])
    .describe('Who sends: Prometheus Alertmanager, Grafana, or a program that writes our own JSON (docs/hooks.md)'),
  customer: Key.optional().describe('Key of the customer whose tickets they become; left out: `customerLabel` says it'),
  customerLabel: Label.default('customer').describe('Label whose value is the key of the customer'),
  deviceLabels: z
    .array(Label)
    .max(10)
    .default(['device', 'serial', 'instance'])
    .describe(
      'Labels whose value may be the key or the serial number of a device, `host:port` included; the first that is',
    ),
  severityLabel: Label.default('severity').describe('Label that says how severe it is'),
  levels: z
    .record(z.string().min(1).max(40), Key)
    .default({})
    .describe('Level of the ticket by the value of that label; for others the desk decides, as for any report'),
  stormAbove: z
    .int()
    .min(1)
    .max(100)
    .default(10)
    .describe('So many tickets within `stormWithin` are single ones; further alerts join the last of them'),
  stormWithin: SpanText.default('10m').describe('See `stormAbove`'),
});
export type HookRule = z.infer<typeof HookRule>;

interface Source {
  readonly policies: Readonly<Record<string, { readonly levels: readonly { readonly key: string }[] }>>;
  readonly customers: Readonly<Record<string, { readonly policy: string }>>;
}

/** A hook's customer is one of the book, and its levels are levels of that customer's policy, or of any policy. */
export function* checkHook(
  path: FieldPath,
  { customer, levels, stormWithin }: HookRule,
  { policies, customers }: Source,
  names: BookNames,
): Iterable<Finding> {
  if (customer !== undefined) yield* checkKnown([...path, 'customer'], customer, 'customers', names);
  if (!/[smhd]$/.test(stormWithin) || /w[hd]$/.test(stormWithin))
    yield { path: [...path, 'stormWithin'], message: 'a storm lasts on the clock; allowed: a span such as 10m' };
  const policy = customer === undefined ? undefined : policies[customers[customer]?.policy ?? ''];
  const known = (policy ? [policy] : Object.values(policies)).flatMap((each) => each.levels.map(({ key }) => key));
  for (const [value, level] of Object.entries(levels)) {
    if (known.includes(level)) continue;
    const allowed = [...new Set(known)].join(', ');
    yield { path: [...path, 'levels', value], message: `there is no level "${level}"; allowed: ${allowed}` };
  }
}
