import { describe, expect, it } from 'vitest';
import { NO_LINKS, type PageLinks } from '../../../src/chat/page.ts';
import type { AttachedFile } from '../../../src/desk/ticket/case/record.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { ticketCard } from '../../../src/desk/ticket/view/card.ts';
import { type Story, storiesOf } from '../../support/story.ts';

const telecom = await storiesOf('telecom-province');
const reported = () => telecom().report('10:00', { level: 'severe' });
const files = (from: number, to: number): AttachedFile[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ id: `id${from + index}`, name: `${from + index}.log` }));

const LINKS: PageLinks = { ...NO_LINKS, ticket: (id) => `to:${id}`, file: (id) => `file:${id}` };

function linksFor({ ticket, source, terms }: Story, side: 'customer' | 'team', links?: PageLinks): string[] {
  const view = { source, terms, language: 'en', ...(links ? { links } : {}) } as const;
  const { parts } = ticketCard(1 as TicketId, ticket, view, side);
  return parts.flatMap((part) => (part.part === 'links' ? part.links.map(({ label, url }) => `${label} ${url}`) : []));
}

describe('files that a customer sends', () => {
  it("are on the team's card, the latest ten, and not on the customer's", () => {
    const sent = reported()
      .step('10:05', 'attach', { by: 'customer', files: files(1, 6), text: '' })
      .step('10:06', 'attach', { by: 'customer', files: files(7, 12), text: 'more' });
    expect(linksFor(sent, 'team', LINKS)).toEqual(files(3, 12).map(({ id, name }) => `${name} file:${id}`));
    expect(linksFor(sent, 'customer', LINKS)).toEqual(['Send files to:1']);
  });

  it('have no links if no pages are served', () => {
    const sent = reported().step('10:05', 'attach', { by: 'customer', files: files(1, 1), text: '' });
    expect([linksFor(sent, 'team'), linksFor(sent, 'customer')]).toEqual([[], []]);
  });

  it('stop no clock, and are taken until the case is closed', () => {
    const sent = reported().step('10:05', 'attach', { by: 'customer', files: files(1, 1), text: '' });
    expect(sent.ticket.respondedAt).toBeUndefined();
    const resolved = sent.step('10:10', 'resolve', { text: '' });
    const later = resolved.step('10:20', 'attach', { by: 'customer', files: files(2, 2), text: '' });
    expect(later.ticket.attached).toEqual(files(1, 2));
    const closed = later.step('10:30', 'confirm', { by: 'customer' });
    expect(linksFor(closed, 'customer', LINKS)).toEqual([]);
    closed.step('10:40', 'attach', { by: 'customer', files: files(3, 3), text: '' });
    expect(closed.told('refused')).toEqual(['10:40 refused attach: ticket.already-closed']);
  });
});
