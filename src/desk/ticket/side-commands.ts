import type { Command } from '../desk.ts';
import { deviceCommands } from './device-command.ts';
import { playbookCommands } from './playbook.ts';
import { pageCommands } from './web-page.ts';

/** What is asked about tickets besides their steps: a device's history, playbooks, the customer's web pages. */
export const ticketSideCommands: readonly Command[] = [...deviceCommands, ...playbookCommands, ...pageCommands];
