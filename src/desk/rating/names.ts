import { subjectOf as ticketSubject } from '../ticket/case/names.ts';
import type { Rating } from './rating.ts';

/** Subject of a rating's notices: the ticket, or for the summary of a month the customer. */
export function noticeSubject({ ticketId, customer }: Pick<Rating, 'ticketId' | 'customer'>): string {
  return ticketId === undefined ? customer : ticketSubject(ticketId);
}

/** Subject of its card, and the beginning of its notices' keys. */
export function ratingSubject(rating: Pick<Rating, 'ticketId' | 'customer' | 'about'>): string {
  return `${noticeSubject(rating)}|rating|#${rating.about.no}`;
}
