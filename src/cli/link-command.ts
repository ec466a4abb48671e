import type { Command } from 'commander';
import type { Config } from '../config.ts';
import type { Answer } from '../control/door.ts';
import type { LinksAsked } from '../control/links.ts';
import { failureOf } from './export-command.ts';

interface RevokeOptions {
  readonly case?: string;
  readonly customer?: string;
  readonly person?: string;
  readonly all?: true;
}

const FORM = 'name one of --case T-12, --customer <key>, --person <key> and --all';

/** Adds `link revoke` and `link list`: ends links to web pages before their time. */
export function registerLinkCommand(program: Command, readConfig: () => Config): void {
  const link = program.command('link').description('links to web pages that were handed out in chats and mails');
  link
    .command('revoke')
    .description('end the links of one case, customer or person, or all, that were made until now')
    .option('--case <number>', 'a ticket, an inspection or a complaint: T-12, I-3, C-3')
    .option('--customer <key>', "a customer, with their people's sessions of the board")
    .option('--person <key>', 'one of our people, with their sessions of the board and their calendars')
    .option('--all', 'everybody, with all sessions of the board and all calendars')
    .action(async (options: RevokeOptions) => {
      const named = (['case', 'customer', 'person', 'all'] as const).filter((each) => options[each] !== undefined);
      const [of] = named;
      if (of === undefined || named.length > 1) return say({ text: FORM, status: 2 });
      const { accountName } = await import('../control/account.ts');
      const value = of === 'all' ? '' : (options[of] ?? '');
      say(await ask({ do: 'revoke', of, value, account: accountName() }, readConfig));
    });
  link
    .command('list')
    .description('what was ended: when, whose, by whom')
    .action(async () => say(await ask({ do: 'list' }, readConfig)));
}

/** By the desk that runs on this machine's data directory, or where none runs, in the database itself. */
async function ask(asked: LinksAsked, readConfig: () => Config): Promise<Answer> {
  try {
    const config = readConfig();
    const { askDesk } = await import('../control/knock.ts');
    const said = await askDesk(config.dataDir, 'links', asked);
    if (said && 'fault' in said) return { text: `The running desk could not do it: ${said.fault}`, status: 1 };
    if (said) return said;
    const { manageLinksHere } = await import('./link-here.ts');
    return await manageLinksHere(config, asked);
  } catch (error) {
    const { problem, status } = failureOf(error);
    return { text: problem, status };
  }
}

function say({ text, status }: Answer): void {
  (status === 0 ? process.stdout : process.stderr).write(`${text}\n`, () => process.exit(status));
}
