import type { BoardCell, BoardColumn, BoardPaging, BoardRow, BoardTable } from '../../../chat/board.ts';
import { type Html, html } from '../page/html.ts';
import { addressOf } from './address.ts';

/**
 * Renders a table. On narrow screens each row stands as a card, with the columns' names beside its cells; the roles are
 * written out because browsers forget them then.
 */
export function renderTable(table: BoardTable): Html {
  const { key, title, note, columns, pages } = table;
  return html`<section class="list" aria-labelledby="${key}-title">
<h2 id="${key}-title">${title}</h2>${note !== '' && html`<p class="soft">${note}</p>`}
<div class="frame"><table role="table" aria-labelledby="${key}-title">
<thead role="rowgroup"><tr role="row">${columns.map(({ label, kind }) => html`<th scope="col" role="columnheader" class="${kind}">${label}</th>`)}</tr></thead>
<tbody role="rowgroup" id="${key}-rows">${rowsOf(table).map(({ markup }) => markup)}</tbody>
</table></div>
${pages && renderPaging(key, pages)}
</section>`;
}

/** The rows with their ids. A table without rows has one that says so. */
export function rowsOf({ key, rows, columns, empty }: BoardTable): { readonly id: string; readonly markup: Html }[] {
  if (rows.length === 0) {
    const id = `${key}-empty`;
    const markup = html`<tr role="row" id="${id}" class="empty"><td role="cell" colspan="${columns.length}">${empty}</td></tr>`;
    return [{ id, markup }];
  }
  return rows.map((row) => ({ id: `${key}-${row.key}`, markup: renderRow(`${key}-${row.key}`, row, columns) }));
}

function renderRow(id: string, { tone, cells }: BoardRow, columns: readonly BoardColumn[]): Html {
  return html`<tr role="row" id="${id}" class="${tone}">${cells.map((cell, place) => renderCell(cell, columns[place]))}</tr>`;
}

function renderCell({ text, small, to, badge }: BoardCell, column: BoardColumn | undefined): Html {
  const words = to ? html`<a href="${addressOf(to)}">${text}</a>` : html`<span>${text}</span>`;
  return html`<td role="cell" class="${column?.kind ?? ''}" data-label="${column?.label ?? ''}"><div>${words}${badge && html` <span class="badge ${badge.tone}">${badge.text}</span>`}${small && html`<small>${small}</small>`}</div></td>`;
}

export function renderPaging(key: string, { words, previous, next }: BoardPaging): Html {
  return html`<p class="paging" id="${key}-paging"><span>${words}</span>
${previous && html`<a rel="prev" href="${addressOf(previous.to)}">← ${previous.label}</a>`}
${next && html`<a rel="next" href="${addressOf(next.to)}">${next.label} →</a>`}</p>`;
}
