import { hasText, t } from '../../../i18n/i18n.ts';
import type { Access } from '../../confidential/store.ts';
import type { Column, TableView } from '../table.ts';
import { who } from './names.ts';

/** One row for each access to a confidential customer's data (E9). It has numbers, never words. */
export function accessColumns(view: TableView): Column<Access>[] {
  const { language } = view;
  const about = (what: string) => {
    const key = `confidential.about.${what}`;
    return hasText(language, key) ? t(language, key) : what;
  };
  return [
    { name: 'at', kind: 'at', of: ({ at }) => at },
    {
      name: 'by',
      kind: 'text',
      of: ({ person }) => (person === 'link' ? t(language, 'confidential.person.link') : who(view, person)),
    },
    { name: 'happened', kind: 'text', of: ({ what }) => t(language, `confidential.access.${what}`) },
    { name: 'about', kind: 'text', of: (access) => about(access.about) },
  ];
}
