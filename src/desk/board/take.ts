import { z } from 'zod';
import type { BoardForm } from '../../chat/board.ts';
import type { CarriedFile } from '../../chat/file.ts';
import { t } from '../../i18n/i18n.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Ask } from '../desk.ts';
import { EXPORT_FORMATS, type ExportFilter, type ExportKind, mayExport } from '../export/export.ts';
import { askedBy, type MadeList, makeList } from '../export/make.ts';
import { filterOf, OpenParams } from './open-filter.ts';
import { OPEN_STATUSES } from './store.ts';
import { takeMonth } from './take-month.ts';

/** The lists of the board as files: what the page shows and no more, for those who may take lists away (decision 31). */

/** The pages with a list that can be taken away. */
export const TAKEN = ['open', 'month', 'complaints', 'papers'] as const;
export type Taken = (typeof TAKEN)[number];

/** Customers take their own cases and figures. */
const FOR_CUSTOMERS: readonly Taken[] = ['open', 'month'];

const Input = z.object({ list: z.enum(TAKEN), choice: z.enum(EXPORT_FORMATS).catch('xlsx') });

function mayTake({ asker }: Ask, list: Taken): boolean {
  return asker.staff ? mayExport(asker.roles) : FOR_CUSTOMERS.includes(list);
}

/** The buttons below a list; none for who may not take it. `args`: how the page was filtered. */
export function takeForm(ask: Ask, list: Taken, args: Readonly<Record<string, string>> = {}): BoardForm[] {
  if (!mayTake(ask, list)) return [];
  const { language } = ask.asker;
  return [
    {
      ...{ block: 'form', key: 'export', action: 'export', args: { ...args, list }, fields: [] },
      title: '',
      text: t(language, 'board.take.text'),
      buttons: EXPORT_FORMATS.map((value) => ({
        value,
        label: t(language, 'board.take.button', { format: t(language, `export.format.${value}`) }),
      })),
    },
  ];
}

/** The list that is asked for; the page on which its button stands if it is none. */
export function takenPage({ input }: Ask): Taken {
  const read = Input.safeParse(input);
  return read.success ? read.data.list : 'open';
}

/** Makes the file. Refused for who may not, for a list without rows, and for one with too many. */
export async function takeList(ask: Ask): Promise<Result<CarriedFile>> {
  const read = Input.safeParse(ask.input);
  if (!read.success || !mayTake(ask, read.data.list)) return refuse('export.not-yours');
  const { list, choice: format } = read.data;
  const made = list === 'month' ? await takeMonth(ask, format) : await makeList(ask, listOf(ask, list), format);
  return made.ok ? accept(made.value.file) : explain(made, ask, list);
}

function listOf(ask: Ask, list: Exclude<Taken, 'month'>) {
  const asked = (kind: ExportKind, filter: Omit<ExportFilter, 'closed'>) => askedBy(ask, kind, filter);
  switch (list) {
    case 'open': {
      const { customer, assignee } = filterOf(ask, OpenParams.parse(ask.input));
      return asked('tickets', { customer, assignee, statuses: OPEN_STATUSES });
    }
    case 'complaints':
      return asked('complaints', { statuses: ['open'] });
    case 'papers':
      return asked('papers', { statuses: ['open', 'delivered', 'accepted'] });
  }
}

/** What chat says of a period and of a chat's limits is put into the words of a page. */
function explain(made: Exclude<Result<MadeList>, { ok: true }>, { asker }: Ask, list: Taken): Result<never> {
  if (made.code === 'export.none') return refuse('board.take.none', { list: t(asker.language, `board.page.${list}`) });
  return made.code === 'export.too-many' ? refuse('board.take.too-many', made.params) : made;
}
