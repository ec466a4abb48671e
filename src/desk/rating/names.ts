import { subjectOf as ticketSubject } from '../ticket/case/names.ts';
import type { Rating } from './rating.ts';

/** What the notices of a rating are about: the ticket, or the customer whose month it is. */
export function noticeSubject({ ticketId, customer }: Pick<Rating, 'ticketId' | 'customer'>): string {
  return ticketId === undefined ? customer : ticketSubject(ticketId);
}

/** The subject of its card, and what the keys of its notices begin with. */
export function ratingSubject(rating: Pick<Rating, 'ticketId' | 'customer' | 'about'>): string {
  return `${noticeSubject(rating)}|rating|#${rating.about.no}`;
}
