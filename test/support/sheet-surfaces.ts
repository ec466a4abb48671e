import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { openHouse } from './house.ts';

/** What every form is tried on: one of each kind of case, with the forms that are about it. */
const CASES = [
  [{ ticket: 'T-1' }, ['service-record', 'issue-record', 'feedback-record']],
  [{ part: 'P-1' }, ['repair-request']],
  [{ complaint: 'C-1' }, ['issue-record', 'feedback-record']],
] as const;

/** All cards and forms of sheets with the longest texts: filled in, put to the customer, not signed, signed for them. */
export async function sheetSurfaces(
  book: BookSource,
  customerChannel: string,
  long: string,
): Promise<{ cards: Card[]; forms: Form[] }> {
  const house = await openHouse({ database: 'pglite-memory', book });
  const cards: Card[] = [];
  const forms: Form[] = [];
  const ask = async (person: string, command: string, args: Readonly<Record<string, string>>) => {
    const channel = person.startsWith('customer') ? customerChannel : 'team';
    const { card, form } = await house.forge(person, channel, command, args);
    cards.push(...house.seen().cards, ...(card ? [card] : []));
    if (form) forms.push(form);
    return form;
  };
  try {
    await ask('customer-sample-1', 'ticket.report', { text: long, device: 'device1' });
    await ask('engineer1', 'part.request', { ticket: 'T-1', text: long });
    await ask('customer-sample-1', 'complaint.open', { text: long, answerIn: 'channel' });
    let sheet = 0;
    for (const [about, offered] of CASES) {
      await ask('manager1', 'sheet.open', about);
      for (const form of offered) {
        const asked = await ask('manager1', 'sheet.open', { ...about, form });
        if (!asked) continue;
        sheet += 1;
        const values = asked.fields.map(({ name, kind }) => [name, valueFor(name, kind, long)]);
        await ask('manager1', 'sheet.save', { ...asked.args, ...Object.fromEntries(values) });
        for (const verb of ['ask-signature', 'no-signature', 'fill', 'countersign']) {
          const reason = verb === 'no-signature' ? { reason: long } : {};
          if (verb === 'no-signature') await ask('manager1', 'sheet.no-signature', { sheet: `F-${sheet}` });
          await ask('manager1', `sheet.${verb}`, { sheet: `F-${sheet}`, ...reason });
        }
      }
    }
  } finally {
    await house.close();
  }
  return { cards, forms };
}

function valueFor(name: string, kind: string, long: string): string {
  const chosen: Readonly<Record<string, string>> = { urgency: 'very-urgent', degree: 'partly', quantity: '9999' };
  if (chosen[name] !== undefined) return chosen[name];
  if (kind === 'datetime') return '';
  return kind === 'line' ? [...long].slice(0, 200).join('') : long;
}
