import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { moreParts } from '../card/list.ts';
import type { NamedMatter } from '../matter/matter.ts';
import type { Patch } from './patch.ts';
import { patchRow } from './row.ts';

/** Most rows on one card; the number of the others is shown below them. */
const MAX_ROWS = 20;

/** Card of all patches: the open ones first, then the others, of each the latest day first. */
export function listCard(listed: readonly NamedMatter<Patch>[], source: BookSource, language: Language): Card {
  const order = [...listed].sort(
    (one, other) =>
      Number(one.state.status !== 'open') - Number(other.state.status !== 'open') ||
      other.state.date.localeCompare(one.state.date) ||
      other.id - one.id,
  );
  const label = t(language, 'button.patch.plan');
  return {
    subject: 'patch/list',
    tone: 'neutral',
    title: t(language, 'patch.list', { count: listed.length }),
    badges: [],
    parts: [
      listed.length === 0
        ? { part: 'text', style: 'plain', text: t(language, 'patch.none') }
        : { part: 'fields', fields: order.slice(0, MAX_ROWS).map((each) => patchRow(each, source, language)) },
      ...moreParts(order.length - MAX_ROWS, language),
      { part: 'actions', main: [makeButton({ label, command: 'patch.plan', style: 'primary' })], more: [] },
    ],
  };
}
