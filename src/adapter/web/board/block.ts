import type { BoardBlock, BoardFilter, BoardFilterField, BoardTile } from '../../../chat/board.ts';
import type { Language } from '../../../lib/language.ts';
import { type Html, html } from '../page/html.ts';
import { renderCard } from '../page/render.ts';
import { renderCalendar } from './calendar.ts';
import { renderBars, renderTrend } from './chart.ts';
import { renderTable } from './table.ts';

/** Renders one part of a page. */
export function renderBlock(block: BoardBlock, language: Language): Html {
  switch (block.block) {
    case 'tiles':
      return html`<ul class="tiles">${block.tiles.map(renderTile)}</ul>`;
    case 'table':
      return renderTable(block);
    case 'filter':
      return renderFilter(block);
    case 'card':
      return renderCard(block.card, language, undefined, 2);
    case 'timeline':
      return renderTimeline(block);
    case 'calendar':
      return renderCalendar(block);
    case 'bars':
      return renderBars(block);
    case 'trend':
      return renderTrend(block);
    case 'text':
      return html`<section class="notice">${block.title !== '' && html`<h2>${block.title}</h2>`}<p>${block.text}</p></section>`;
  }
}

export function renderTile({ key, label, value, note, tone }: BoardTile): Html {
  return html`<li class="tile ${tone}" id="tile-${key}"><span class="value">${value}</span> <span class="label">${label}</span>${note !== '' && html` <small>${note}</small>`}</li>`;
}

function renderTimeline({ title, entries }: Extract<BoardBlock, { block: 'timeline' }>): Html {
  return html`<section class="history"><h2>${title}</h2><ol class="timeline">${entries.map(
    ({ at, text }) => html`<li><span class="at">${at}</span><p class="plain">${text}</p></li>`,
  )}</ol></section>`;
}

function renderFilter({ to, submit, fields }: BoardFilter): Html {
  return html`<form class="filter" method="get" action="${to.page}">
${Object.entries(to.params).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${fields.map(renderField)}
<button>${submit}</button></form>`;
}

function renderField(field: BoardFilterField): Html {
  const id = `filter-${field.name}`;
  const label = html`<label for="${id}">${field.label}</label>`;
  if (field.kind === 'text')
    return html`<div class="field wide">${label}<input id="${id}" type="search" name="${field.name}" value="${field.value}" maxlength="200">${field.hint !== '' && html`<p class="hint">${field.hint}</p>`}</div>`;
  return html`<div class="field">${label}<select id="${id}" name="${field.name}">${field.options.map(
    ({ value, label: name }) =>
      html`<option value="${value}"${value === field.value && html` selected`}>${name}</option>`,
  )}</select></div>`;
}
