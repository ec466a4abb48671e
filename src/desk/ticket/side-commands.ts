import type { Command } from '../desk.ts';
import { playbookCommands } from './playbook.ts';
import { pageCommands } from './web-page.ts';

/** What is asked about tickets besides their steps: playbooks, the customer's web pages. */
export const ticketSideCommands: readonly Command[] = [...playbookCommands, ...pageCommands];
