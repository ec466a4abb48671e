import type { BoardFilter, BoardFilterField } from '../../../chat/board.ts';
import { type Html, html } from '../page/html.ts';

/** Fields that choose what a page shows. */
export function renderFilter({ to, submit, fields }: BoardFilter): Html {
  return html`<form class="filter" method="get" action="${to.page}">
${Object.entries(to.params).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${fields.map(renderField)}
<button>${submit}</button></form>`;
}

export function renderField(field: BoardFilterField): Html {
  const id = `filter-${field.name}`;
  const label = html`<label for="${id}">${field.label}</label>`;
  if (field.kind === 'text')
    return html`<div class="field wide">${label}<input id="${id}" type="search" name="${field.name}" value="${field.value}" maxlength="200">${field.hint !== '' && html`<p class="hint">${field.hint}</p>`}</div>`;
  return html`<div class="field">${label}<select id="${id}" name="${field.name}">${field.options.map(
    ({ value, label: name }) =>
      html`<option value="${value}"${value === field.value && html` selected`}>${name}</option>`,
  )}</select></div>`;
}
