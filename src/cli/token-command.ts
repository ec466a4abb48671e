import { type Command, InvalidArgumentError } from 'commander';
import type { Config } from '../config.ts';
import type { Answer } from '../control/door.ts';
import type { TokensAsked } from '../control/tokens.ts';
import { SCOPES, type Scope } from '../desk/token/token.ts';
import { failureOf } from './export-command.ts';

interface CreateOptions {
  readonly scope: readonly Scope[];
  readonly customer: readonly string[];
  readonly days: number;
}

/** Adds `token create`, `token list` and `token revoke`: with which other programs use the HTTP API. */
export function registerTokenCommand(program: Command, readConfig: () => Config): void {
  const token = program.command('token').description('tokens with which other programs use the HTTP API');
  token
    .command('create')
    .argument('<name>', 'what it is for, for example grafana')
    .description('make a token; it is printed once, and only its hash is kept')
    .requiredOption('--scope <scopes...>', `what it may do: ${SCOPES.join(', ')}, hook:<key>`, parseScope)
    .option('--customer <keys...>', 'for these customers only; confidential ones have to be named', [])
    .option('--days <number>', 'for how many days it counts', parseDays, 365)
    .action(async (name: string, { scope, customer, days }: CreateOptions) => {
      const { accountName } = await import('../control/account.ts');
      const asked: TokensAsked = {
        do: 'create',
        name,
        scopes: [...scope],
        customers: [...customer],
        days,
        account: accountName(),
      };
      await answer(asked, readConfig);
    });
  token
    .command('list')
    .description('all tokens, without their secrets')
    .action(() => answer({ do: 'list' }, readConfig));
  token
    .command('revoke')
    .argument('<id>', 'as token list shows it')
    .description('end a token now')
    .action(async (id: string) => {
      const { accountName } = await import('../control/account.ts');
      await answer({ do: 'revoke', id, account: accountName() }, readConfig);
    });
}

/** Adds `openapi`: the description of the HTTP API. */
export function registerOpenapiCommand(program: Command): void {
  program
    .command('openapi')
    .description('print the description of the HTTP API (OpenAPI 3.1)')
    .action(async () => {
      const { describeApi } = await import('../api/api.ts');
      process.stdout.write(`${JSON.stringify(describeApi(), null, 2)}\n`);
    });
}

async function answer(asked: TokensAsked, readConfig: () => Config): Promise<void> {
  const { text, status } = await ask(asked, readConfig);
  (status === 0 ? process.stdout : process.stderr).write(`${text}\n`, () => process.exit(status));
}

/** By the desk that runs on this machine's data directory, or where none runs, in the database itself. */
async function ask(asked: TokensAsked, readConfig: () => Config): Promise<Answer> {
  try {
    const config = readConfig();
    const { askDesk } = await import('../control/knock.ts');
    const said = await askDesk(config.dataDir, 'tokens', asked);
    if (said && 'fault' in said) return { text: `The running desk could not do it: ${said.fault}`, status: 1 };
    if (said) return said;
    const { manageTokensHere } = await import('./token-here.ts');
    return await manageTokensHere(config, asked);
  } catch (error) {
    const { problem, status } = failureOf(error);
    return { text: problem, status };
  }
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!/^\d{1,4}$/.test(text) || days < 1 || days > 3650)
    throw new InvalidArgumentError('a number of days from 1 to 3650');
  return days;
}

/** Collects the scopes that were named. */
function parseScope(text: string, before: readonly Scope[] = []): Scope[] {
  const scope = isScope(text) ? text : undefined;
  if (scope === undefined)
    throw new InvalidArgumentError(`allowed: ${SCOPES.join(', ')}, or hook:<key> for a hook of the service book`);
  return [...before, scope];
}

function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text) || /^hook:[A-Za-z][A-Za-z0-9-]{0,39}$/.test(text);
}
