import { CardActions } from './card-actions.js';
import { Icon } from './icon.js';
import { html } from './lib.js';
import { usePage } from './page-context.js';
import { textsOfCard } from './texts.js';

const STATE_SIGNS = { running: 'clock', paused: 'clock', met: 'check', breached: 'escalation' };

/** A card in its current state; it is highlighted briefly when it changes while it is visible. */
export function Card({ message, threadId }) {
  const { card } = message;
  const texts = textsOfCard(card, usePage().texts);
  return html`<section class=${`card ${card.tone} ${message.fresh ? 'fresh' : ''}`} key=${message.changed} aria-label=${card.title}>
    <header class="card-header">
      <h3 dir="auto">${card.title}</h3>
      ${card.badges.length > 0 && html`<p class="badges">${card.badges.map((badge) => html`<span class=${`badge ${badge.tone}`}>${badge.text}</span>`)}</p>`}
    </header>
    ${card.parts.map((part, index) => html`<${Part} key=${index} part=${part} texts=${texts} message=${message} threadId=${threadId} />`)}
  </section>`;
}

function Part({ part, texts, message, threadId }) {
  switch (part.part) {
    case 'text':
      return part.style === 'quote'
        ? html`<blockquote class="words" dir="auto">${part.text}</blockquote>`
        : html`<p class=${`words ${part.style}`} dir="auto">${part.text}</p>`;
    case 'fields':
      return html`<dl class="fields">${part.fields.map(
        (field) => html`<div><dt>${field.label}</dt><dd class="words" dir="auto">${field.value}</dd></div>`,
      )}</dl>`;
    case 'clocks':
      return html`<${Clocks} clocks=${part.clocks} texts=${texts} />`;
    case 'links':
      return html`<p class="links">${part.links.map(
        (link) => html`<a href=${link.url} target="_blank" rel="noopener noreferrer">${link.label}</a>`,
      )}</p>`;
    case 'divider':
      return html`<hr />`;
    case 'actions':
      return html`<${CardActions} main=${part.main} more=${part.more} texts=${texts} message=${message} threadId=${threadId} />`;
    case 'item':
      return html`<div class="item">
        <p class="words" dir="auto">${part.settled ? html`<s>${part.text}</s> · ${part.settled}` : part.text}</p>
        ${part.button && html`<${CardActions} main=${[part.button]} more=${[]} texts=${texts} message=${message} threadId=${threadId} />`}
      </div>`;
    case 'scale':
      return html`<${CardActions} class="scale" main=${part.steps} more=${[]} texts=${texts} message=${message} threadId=${threadId} />`;
    default:
      return null;
  }
}

function Clocks({ clocks, texts }) {
  return html`<table class="clocks">
    <thead><tr><th scope="col">${texts.promise}</th><th scope="col">${texts.due}</th><th scope="col">${texts.state}</th></tr></thead>
    <tbody>${clocks.map(
      (clock) => html`<tr class=${clock.state}>
        <th scope="row">${clock.label}</th>
        <td class="when">${clock.when}${clock.note && html`<span class="note">${clock.note}</span>`}</td>
        <td><span class=${`clock-state ${clock.state}`}><${Icon} name=${STATE_SIGNS[clock.state]} />${texts.states[clock.state]}</span></td>
      </tr>`,
    )}</tbody>
  </table>`;
}
