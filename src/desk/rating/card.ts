import type { Badge, Button, Card, CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { TextKey } from '../../lib/text-key.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { customerName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import { unhappyButtons } from '../followup/unhappy.ts';
import { paperName } from '../ticket/view/line.ts';
import { ratingSubject } from './names.ts';
import { isLow, type Rating, SCORES } from './rating.ts';
import { itemsOf } from './survey.ts';

/** What the cards of ratings are drawn from. */
export interface RatingView {
  readonly source: BookSource;
  readonly language: Language;
}

/** Card for the customer: the scale, their score, and whether it still counts. */
export function ratingCard(id: number, rating: Rating, view: RatingView): Card {
  return {
    subject: ratingSubject(rating),
    tone: rating.given && rating.status !== 'void' ? 'good' : 'neutral',
    title: t(view.language, 'rating.title', { what: serviceText(rating, view.language) }),
    badges: badgesOf(rating, view.language),
    parts: partsOf(id, rating, view),
  };
}

/** Card for the colleague who is told of a low score. It has no buttons once the score does not count. */
export function lowScoreCard(rating: Rating, view: RatingView): Card {
  const { language, source } = view;
  return {
    subject: `${ratingSubject(rating)}|low`,
    tone: isLow(rating) && rating.status !== 'void' ? 'warn' : 'neutral',
    title: t(language, 'rating.low.title', { what: serviceText(rating, language) }),
    badges: badgesOf(rating, language),
    parts: [
      {
        part: 'fields',
        fields: [
          ...fieldIn(language)('customer', customerName(source, rating.customer, language)),
          ...givenFields(rating, language),
          ...itemFields(rating, language),
        ],
      },
      ...remarkParts(rating),
      ...(rating.status === 'void' ? [] : [{ part: 'actions', main: lowButtons(rating, language), more: [] } as const]),
    ],
  };
}

/** The rated service in a few words. */
export function serviceText({ about, ticketId }: Rating, language: Language): string {
  if (about.of === 'ticket') return `T-${ticketId} · ${about.title}`;
  return [paperName(about.paper, language), about.month].filter(Boolean).join(' · ');
}

function badgesOf({ status, given }: Rating, language: Language): Badge[] {
  if (status === 'void') return [{ text: t(language, 'rating.badge.void'), tone: 'neutral' }];
  if (given)
    return [{ text: t(language, 'card.rated', { score: given.score }), tone: given.score <= 2 ? 'warn' : 'good' }];
  return status === 'over' ? [{ text: t(language, 'rating.badge.over'), tone: 'neutral' }] : [];
}

function partsOf(id: number, rating: Rating, view: RatingView): CardPart[] {
  const { language, source } = view;
  const { status, given, closeAt } = rating;
  const said = (key: TextKey, style: 'plain' | 'small', params = {}): CardPart => ({
    part: 'text',
    style,
    text: t(language, key, params),
  });
  if (status === 'void') return [said('rating.void', 'plain')];
  if (!given && status === 'over') return [said('rating.over', 'plain')];
  const until = when(language, closeAt, source.provider.timeZone);
  if (!given) return [said('rating.ask', 'plain'), scale(id, rating), said('rating.ask.scale', 'small', { until })];
  const buttons = buttonsOf(id, rating, language);
  return [
    said(isLow(rating) ? 'rating.sorry' : 'rating.thanks', 'plain'),
    { part: 'fields', fields: [...givenFields(rating, language), ...itemFields(rating, language)] },
    ...remarkParts(rating),
    ...(status === 'over' ? [] : [scale(id, rating), said('rating.may-change', 'small', { until })]),
    ...(buttons.length === 0 ? [] : [{ part: 'actions', main: buttons, more: [] } as const]),
  ];
}

/** The five buttons of the scale; the given score is highlighted. */
function scale(id: number, { given }: Rating): CardPart {
  return {
    part: 'scale',
    steps: SCORES.map((score) =>
      makeButton({
        label: String(score),
        command: 'rating.give',
        args: { rating: String(id), score: String(score) },
        style: given?.score === score ? 'primary' : 'plain',
      }),
    ),
  };
}

function givenFields({ given }: Rating, language: Language): CardField[] {
  if (!given) return [];
  const by = given.who || t(language, 'who.customer');
  const value = t(language, 'rating.given', { score: t(language, `score.${given.score}`), by });
  return fieldIn(language)('rating', value);
}

function itemFields(rating: Rating, language: Language): CardField[] {
  return itemsOf(rating).flatMap((item) => {
    const score = rating.given?.items[item];
    return score === undefined ? [] : [{ label: t(language, `survey.${item}`), value: t(language, `score.${score}`) }];
  });
}

function remarkParts({ given }: Rating): CardPart[] {
  return given?.remark ? [{ part: 'text', style: 'quote', text: given.remark }] : [];
}

/** Buttons under the scale; after a low score one of them is for a complaint. */
function buttonsOf(id: number, rating: Rating, language: Language): Button[] {
  const { ticketId } = rating;
  const about = ticketId === undefined ? {} : { ticket: `T-${ticketId}` };
  const complain = makeButton({ label: t(language, 'button.complain'), command: 'complaint.open', args: about });
  const label = t(language, rating.survey === 'full' ? 'button.rating.survey' : 'button.rating.say-more');
  const sayMore = { label, command: 'rating.say-more' };
  return [
    ...(rating.status === 'over' ? [] : [makeButton({ ...sayMore, args: { rating: String(id) } })]),
    ...(isLow(rating) ? [complain] : []),
  ];
}

function lowButtons({ ticketId, customer }: Rating, language: Language): Button[] {
  if (ticketId !== undefined) return unhappyButtons(ticketId, 'rating.reopen', language);
  const label = t(language, 'button.open-complaint');
  return [makeButton({ label, command: 'complaint.open', args: { customer } })];
}
