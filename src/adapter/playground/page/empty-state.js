import { Icon } from './icon.js';
import { html } from './lib.js';
import { usePage } from './page-context.js';
import { findPerson, nameOf } from './store.js';

/** Shown in an empty channel: what it is for, and what to do first. */
export function EmptyState({ channel }) {
  const { state, texts, act } = usePage();
  const me = findPerson(state, state.me);
  const isCustomer = me?.customer !== '';
  const forStaff = channel.purpose === 'customer' && !isCustomer;
  const { title, text } = texts.empty[forStaff ? 'customerStaff' : channel.purpose](nameOf(state, me?.name, state.me));
  const customer = state.people.find((person) => person.customer !== '');
  return html`<section class="empty">
    <span class="empty-sign"><${Icon} name=${channel.purpose} /></span>
    <h2>${title}</h2>
    <p>${text}</p>
    ${
      channel.purpose === 'customer' &&
      isCustomer &&
      html`<button type="button" class="button primary" onClick=${() => act.say(texts.reportCommand, channel.id, '')}>${texts.reportFault}</button>`
    }
    ${
      (forStaff || channel.purpose === 'team') &&
      customer &&
      html`<button type="button" class="button" onClick=${() => act.load(customer.userId)}>${texts.actAs(nameOf(state, customer.name, customer.userId))}</button>`
    }
  </section>`;
}
