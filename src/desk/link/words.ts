import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { numberOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { customerName } from '../card/customer.ts';
import { personName } from '../person/person.ts';
import type { LinkScope } from './link.ts';

/** Whose links they are: `T-12`, a customer's or a person's name, all. */
export function scopeWords(scope: LinkScope, source: BookSource, language: Language): string {
  switch (scope.scope) {
    case 'all':
      return t(language, 'link.scope.all');
    case 'case':
      return numberOf(scope.feature, scope.id);
    case 'customer':
      return customerName(source, scope.key, language);
    case 'person':
      return personName(source.people, scope.key, language);
  }
}
