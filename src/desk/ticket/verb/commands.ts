import { z } from 'zod';
import type { Instant } from '../../../lib/instant.ts';
import { accept, type Result, refuse } from '../../../lib/refusal.ts';
import type { BookCustomer } from '../../book/schema.ts';
import type { Ask } from '../../desk.ts';
import { readInput, Text } from '../../input.ts';
import { groundsOf } from '../case/consent.ts';
import { CONSENT_PURPOSES, type ConsentPurpose } from '../case/record.ts';
import type { UpdateData } from '../case/update-data.ts';
import { PURPOSE_CHOICE } from './consent.ts';
import { andThen, Line, readAt } from './read.ts';
import { ALWAYS, type AskedField, type Case, MENU, verb } from './verb.ts';
import { update } from './write.ts';

/** On which consent commands rest; left open: on any that was given. */
const PURPOSE_OPTIONAL: AskedField = { ...PURPOSE_CHOICE, label: 'commands-purpose' };

/**
 * The record of what was done on the customer's equipment (A7): who, when, on what, each command, and the consent that
 * it rests on. Without a consent it is taken too, and marked: a refusal would only hide what was done.
 */
export const logCommands = verb<CommandLog>({
  by: 'staff',
  during: ALWAYS,
  words: { zh: ['命令记录'], en: ['commands'], topic: 'plan', takes: ['text'] },
  form: {
    fields: ({ ticket, source, policy }) => [
      { kind: 'text', name: 'text', required: true, label: 'log-commands' },
      { kind: 'datetime', name: 'ranAt' },
      ...deviceField(source.customers[ticket.facts.customer]?.devices ?? [], ticket.facts.device),
      ...(policy.consent.length > 0 ? [PURPOSE_OPTIONAL] : []),
    ],
  },
  read: readCommands,
  entries: (at, details) => [update(at, 'log-commands', logData(at, details))],
  reply: ({ unagreedLogs = 0 }) => (unagreedLogs > 0 ? 'commands-unagreed' : undefined),
  offered: ({ facts }, { policy }) => (facts.kind === 'fault' && policy.consent.length > 0 ? MENU : undefined),
});

interface CommandLog {
  readonly text: string;
  readonly device?: string;
  readonly ranAt?: Instant;
  readonly purpose?: ConsentPurpose;
}

function deviceField(devices: BookCustomer['devices'], chosen: string | undefined): AskedField[] {
  if (devices.length === 0) return [];
  const options = devices.map(({ key, name }) => ({ value: key, label: name }));
  return [{ kind: 'choice', name: 'device', options, ...(chosen === undefined ? {} : { initial: chosen }) }];
}

/** The device is the ticket's own if none is named; the consents are those that stood when the commands were entered. */
function logData({ ticket, terms, now }: Case, { text, device, ranAt, purpose }: CommandLog): UpdateData {
  const grounds = groundsOf(ticket, ranAt ?? now, purpose);
  const on = device ?? ticket.facts.device;
  return {
    text,
    ...(on === undefined ? {} : { device: on }),
    ...(ranAt === undefined ? {} : { ranAt }),
    ...(grounds.length > 0 ? { grounds } : {}),
    ...(grounds.length === 0 && terms.policy.consent.length > 0 ? { unagreed: true as const } : {}),
  };
}

const CommandsInput = z.object({
  text: Text,
  ranAt: Line,
  device: Line,
  purpose: z.enum(['', ...CONSENT_PURPOSES]).default(''),
});

function readCommands(ask: Ask): Result<CommandLog> {
  return andThen(readInput(CommandsInput, ask.input), ({ text, ranAt, device, purpose }) => {
    const ran = readAt(ask, 'ranAt', ranAt, 'back');
    if (!ran.ok) return ran;
    if (ran.value !== undefined && ran.value > ask.turn.now)
      return refuse('ticket.commands-in-future', { field: 'ranAt' });
    return accept({
      text,
      ...(ran.value === undefined ? {} : { ranAt: ran.value }),
      ...(device === '' ? {} : { device }),
      ...(purpose === '' ? {} : { purpose }),
    });
  });
}
