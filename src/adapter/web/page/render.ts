import { createHash } from 'node:crypto';
import { type Badge, type Button, buttonsIn, type Card, type CardClock, type CardPart } from '../../../chat/card.ts';
import type { Language } from '../../../lib/language.ts';
import { type Html, html } from './html.ts';
import { say } from './text.ts';

/**
 * Renders a card. `once`: the submission key of its buttons; undefined: no buttons. `level`: of its heading; left out: it
 * is the page's own.
 */
export function renderCard(card: Card, language: Language, once: string | undefined, level: 1 | 2 = 1): Html {
  return html`<article class="card ${card.tone}">
${level === 1 ? html`<h1>${card.title}</h1>` : html`<h2>${card.title}</h2>`}
${card.badges.length > 0 && html`<p class="badges">${card.badges.map(renderBadge)}</p>`}
${card.parts.map((part) => renderPart(part, language, once))}
</article>`;
}

/** Renders a ticket's log without the report's text, which is on the ticket's card. */
export function renderHistory({ parts }: Card, language: Language): Html {
  const told = parts.filter((part) => part.part !== 'text' || part.style !== 'quote');
  return html`${told.map((part) => renderPart(part, language, undefined))}`;
}

function renderBadge({ text, tone }: Badge): Html {
  return html`<span class="badge ${tone}">${text}</span> `;
}

function renderPart(part: CardPart, language: Language, once: string | undefined): Html {
  switch (part.part) {
    case 'divider':
      return html`<hr>`;
    case 'text':
      return part.style === 'quote'
        ? html`<blockquote>${part.text}</blockquote>`
        : html`<p class="${part.style}">${part.text}</p>`;
    case 'fields':
      return html`<dl>${part.fields.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
    case 'clocks':
      return html`<ul class="clocks">${part.clocks.map((clock) => renderClock(clock, language))}</ul>`;
    case 'item':
      return html`<p>${part.settled === '' ? part.text : html`<s>${part.text}</s> · ${part.settled}`}</p>`;
    case 'links':
      // Left out: a card's links lead to this page, or to chats the reader may not be in.
      return html``;
    case 'actions':
    case 'scale':
      return once === undefined
        ? html``
        : html`<form method="post" class="actions">
<input type="hidden" name="do" value="press"><input type="hidden" name="once" value="${once}">
${shownButtons(part).map(renderButton)}</form>`;
  }
}

/** Buttons that are not shown: the page has its own form for text and files, and a complaint has its own page. */
const ELSEWHERE: readonly string[] = ['ticket.update', 'complaint.open'];

function shownButtons(part: CardPart): Button[] {
  return buttonsIn(part).filter(({ command }) => !ELSEWHERE.includes(command));
}

/** The card's button for a command, whether the page shows it or not. */
export function buttonFor({ parts }: Card, command: string): Button | undefined {
  return parts.flatMap(buttonsIn).find((button) => button.command === command);
}

function renderClock({ label, when, state, note }: CardClock, language: Language): Html {
  return html`<li class="${state}"><span class="label">${label} <span class="state">${say(language, `clock.${state}`)}</span></span>
<span class="when">${when}</span>${note !== '' && html` <small>${note}</small>`}</li>`;
}

function renderButton(button: Button): Html {
  return html`<button name="button" value="${buttonId(button)}" class="${button.style}">${button.label}</button> `;
}

/** A button's id: a hash of its command and arguments, so that an outdated page cannot press another button. */
function buttonId({ command, args }: Button): string {
  const asked = JSON.stringify([command, Object.entries(args).sort()]);
  return createHash('sha256').update(asked).digest('base64url').slice(0, 16);
}

/** The button with this id on the current card; undefined if the card no longer has it. */
export function findButton(card: Card, id: string): Button | undefined {
  return card.parts.flatMap(shownButtons).find((button) => buttonId(button) === id);
}
