import type { BoardBlock, BoardTile } from '../../../chat/board.ts';
import type { Language } from '../../../lib/language.ts';
import { type Html, html } from '../page/html.ts';
import { renderCard } from '../page/render.ts';
import { renderCalendar } from './calendar.ts';
import { renderBars, renderTrend } from './chart.ts';
import { renderFilter } from './filter.ts';
import { renderForm, renderLines } from './form.ts';
import { renderTable } from './table.ts';

/** Renders one part of a page. `token`: of the forms on it. */
export function renderBlock(block: BoardBlock, language: Language, token: string): Html {
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
    case 'form':
      return renderForm(block, token);
    case 'lines':
      return renderLines(block);
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
