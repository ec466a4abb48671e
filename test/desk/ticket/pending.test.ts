import { describe, expect, it } from 'vitest';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { ticketCard } from '../../../src/desk/ticket/view/card.ts';
import { wordsOf } from '../../support/card-words.ts';
import { type Story, storiesOf } from '../../support/story.ts';

const telecom = await storiesOf('telecom-province');
const reported = () => telecom().report('10:00', { level: 'severe' });

const words = ({ ticket, source, terms }: Story, side: 'customer' | 'team') =>
  wordsOf(ticketCard(1 as TicketId, ticket, { source, terms, language: 'en' }, side));

describe('what the customer is to decide on', () => {
  it('a question is on their card until it is answered', () => {
    const asked = reported().step('10:05', 'ask-customer', { text: 'Which rack is it?' });
    expect(words(asked, 'customer')).toContain('Which rack is it?');
    expect(words(asked.step('10:06', 'customer-answered', { text: 'The third.' }), 'customer')).not.toContain('rack');
  });

  it('a plan stays inside until the director passes it on, and leaves their card once they decide (D24, D6)', () => {
    const submitted = reported().step('10:05', 'submit-plan', { text: 'Swap the board at midnight' });
    expect(words(submitted, 'team')).toContain('Swap the board');
    expect(words(submitted, 'customer')).not.toContain('Swap the board');
    const put = submitted.step('10:10', 'approve-plan', { by: 'director' });
    expect(words(put, 'customer')).toContain('Swap the board');
    expect(words(put.step('10:20', 'approve-plan', { by: 'customer' }), 'customer')).not.toContain('Swap the board');
  });
});
