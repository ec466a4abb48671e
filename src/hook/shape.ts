import { z } from 'zod';
import type { SentAlert } from '../desk/alert/alert.ts';
import type { HookRule } from '../desk/book/hook-rule.ts';
import { accept, type Result, refuse } from '../lib/refusal.ts';

/** What monitoring systems send, read into alerts of one shape. */

const Labels = z.record(z.string().max(200), z.coerce.string().max(4_000));
const MOST_ALERTS = 1_000;

/** Alertmanager's webhook, version 4; Grafana's has the same fields. */
const Alertmanager = z.object({
  alerts: z
    .array(
      z.object({
        status: z.enum(['firing', 'resolved']),
        labels: Labels.default({}),
        annotations: Labels.default({}),
        fingerprint: z.string().min(1).max(200),
      }),
    )
    .max(MOST_ALERTS),
});

/** Our own shape, for programs that write it themselves. */
const Json = z.object({
  alerts: z
    .array(
      z.object({
        fingerprint: z.string().min(1).max(200),
        status: z.enum(['firing', 'resolved']).default('firing'),
        title: z.string().trim().min(1).max(500),
        text: z.string().max(4_000).default(''),
        labels: Labels.default({}),
      }),
    )
    .max(MOST_ALERTS),
});

/** What is expected, in the words of an answer. */
export const EXPECTED: Readonly<Record<HookRule['shape'], string>> = {
  alertmanager: `Alertmanager's webhook: {"alerts":[{"status":"firing","labels":{…},"annotations":{…},"fingerprint":"…"}]}, at most ${MOST_ALERTS} alerts`,
  grafana: `Grafana's webhook: {"alerts":[{"status":"firing","labels":{…},"annotations":{…},"fingerprint":"…"}]}, at most ${MOST_ALERTS} alerts`,
  json: `{"alerts":[{"fingerprint":"…","status":"firing"|"resolved","title":"…","text":"…","labels":{…}}]}, at most ${MOST_ALERTS} alerts`,
};

/** Reads a body. Refused if it has another shape: `at` names the first field that is wrong. */
export function readAlerts(shape: HookRule['shape'], body: unknown): Result<readonly SentAlert[]> {
  if (shape === 'json') {
    const read = Json.safeParse(body);
    if (!read.success) return wrong(read.error);
    return accept(read.data.alerts.map(({ status, ...alert }) => ({ ...alert, firing: status === 'firing' })));
  }
  const read = Alertmanager.safeParse(body);
  if (!read.success) return wrong(read.error);
  return accept(
    read.data.alerts.map(({ status, labels, annotations, fingerprint }) => ({
      fingerprint,
      labels,
      firing: status === 'firing',
      title: annotations.summary || labels.alertname || fingerprint,
      text: annotations.description ?? annotations.message ?? '',
    })),
  );
}

function wrong(error: z.ZodError): Result<never> {
  const [issue] = error.issues;
  return refuse('input.not-understood', { field: issue?.path.join('.') ?? '', value: issue?.message ?? '' });
}
