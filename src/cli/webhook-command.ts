import { type Command, InvalidArgumentError } from 'commander';
import type { Config } from '../config.ts';
import type { WebhooksAsked } from '../control/webhooks.ts';
import { failureOf } from './export-command.ts';

interface ReplayOptions {
  readonly from?: { readonly ticket: number; readonly seq: number };
  readonly since?: number;
}

/** Adds `webhook list`, `secret`, `test`, `enable` and `replay`: for programs that are told what happens. */
export function registerWebhookCommand(program: Command, readConfig: () => Config): void {
  const ask = (asked: WebhooksAsked) => answer(asked, readConfig);
  const webhook = program.command('webhook').description('programs that are told what happens to tickets');
  webhook
    .command('list')
    .description('the webhooks of the service book, and how their receivers do')
    .action(() => ask({ do: 'list' }));
  const named = (name: string, description: string) =>
    webhook.command(name).argument('<key>', 'its key in the service book').description(description);
  named('secret', 'print the secret by which its messages are signed')
    .option('--rotate', 'make another one; for 24 hours the one before counts too')
    .action(async (key: string, { rotate }: { rotate?: true }) =>
      ask({ do: 'secret', key, rotate: rotate === true, account: await account() }),
    );
  named('test', 'send an event deskbell.test now, and tell the answer').action((key: string) =>
    ask({ do: 'test', key }),
  );
  named('enable', 'send to it again, after it was disabled').action(async (key: string) =>
    ask({ do: 'enable', key, account: await account() }),
  );
  named('replay', 'send events of the log again, with the ids that they had')
    .option('--from <entry>', 'since this entry of a ticket, T-3#5', parseEntry)
    .option('--since <instant>', 'since this instant, 2026-11-29T10:00Z', parseInstant)
    .action((key: string, options: ReplayOptions) => replay(key, options, readConfig));
}

/** Who asks, for the log of settings. */
async function account(): Promise<string> {
  return (await import('../control/account.ts')).accountName();
}

async function replay(key: string, { from, since }: ReplayOptions, readConfig: () => Config): Promise<void> {
  if ((from === undefined) === (since === undefined)) return say('one of --from T-3#5 and --since INSTANT', 2);
  await answer({ do: 'replay', key, from, since }, readConfig);
}

/** By the desk that runs on this machine's data directory, or where none runs, in the database itself. */
async function answer(asked: WebhooksAsked, readConfig: () => Config): Promise<void> {
  try {
    const config = readConfig();
    const { askDesk } = await import('../control/knock.ts');
    const said = await askDesk(config.dataDir, 'webhooks', asked);
    if (said && 'fault' in said) return say(`The running desk could not do it: ${said.fault}`, 1);
    const { manageWebhooksHere } = await import('./webhook-here.ts');
    const { text, status } = said ?? (await manageWebhooksHere(config, asked));
    say(text, status);
  } catch (error) {
    const { problem, status } = failureOf(error);
    say(problem, status);
  }
}

function say(text: string, status: 0 | 1 | 2): void {
  (status === 0 ? process.stdout : process.stderr).write(`${text}\n`, () => process.exit(status));
}

function parseEntry(text: string): { ticket: number; seq: number } {
  const [, ticket, seq] = /^T-(\d{1,9})#(\d{1,9})$/i.exec(text) ?? [];
  if (ticket === undefined || seq === undefined) throw new InvalidArgumentError('an entry of a ticket is T-3#5');
  return { ticket: Number(ticket), seq: Number(seq) };
}

function parseInstant(text: string): number {
  const at = /(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError('an instant with its zone: 2026-11-29T10:00Z');
  return at;
}
