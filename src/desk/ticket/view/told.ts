import { t } from '../../../i18n/i18n.ts';
import { maskPhones } from '../../caller/phone.ts';
import { personName } from '../../person/person.ts';
import type { Told } from '../case/record.ts';
import type { ReportFacts } from '../case/ticket.ts';
import type { CardSide } from '../verb/verb.ts';
import type { CardView } from './view.ts';

/**
 * Who told us by which way, and who wrote it down; undefined if the case was not reported on anyone's behalf. On the
 * customer's card, which other people read, the middle digits of the number are left out.
 */
export function toldWords(
  { told }: ReportFacts,
  { source, language }: Pick<CardView, 'source' | 'language'>,
  side: CardSide,
): string | undefined {
  return (
    told &&
    t(language, 'told.card', {
      who: callerWords(told, language, side),
      way: t(language, `way.${told.way}`),
      by: personName(source.people, told.takenBy, language),
    })
  );
}

/** `Ms Zhao (138****1111)`, or what of it is known. */
export function callerWords(told: Told, language: CardView['language'], side: CardSide): string {
  const [name, number] = side === 'team' ? [told.name, told.phone] : [maskPhones(told.name), maskPhones(told.phone)];
  if (name === '') return number || t(language, 'who.customer');
  return number === '' ? name : t(language, 'told.caller', { name, number });
}
