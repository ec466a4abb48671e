import type { BoardForm, BoardLines } from '../../../chat/board.ts';
import { type Html, html } from '../page/html.ts';
import { renderField } from './filter.ts';

/** A form that asks the board to do something. `token`: shows that it comes from our page (`own-form.ts`). */
export function renderForm({ key, title, text, action, args, file, fields, buttons }: BoardForm, token: string): Html {
  const head = title !== '' && html`<h2 id="${key}-title">${title}</h2>`;
  const encoding = file && html` enctype="multipart/form-data"`;
  return html`<section class="${title === '' ? 'act' : 'act notice'}">${head}${text !== '' && html`<p class="soft">${text}</p>`}
<form method="post" action="${action}"${encoding}><input type="hidden" name="token" value="${token}">
${Object.entries(args).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${fields.map(renderField)}
${file && html`<div class="field"><label for="${key}-file">${file.label}</label><input id="${key}-file" type="file" name="file" required accept="${file.accept}" aria-describedby="${key}-hint"><p class="hint" id="${key}-hint">${file.hint}</p></div>`}
<p class="buttons">${buttons.map(({ label, value, isMain }) => html`<button name="choice" value="${value}" class="${isMain ? 'primary' : 'quiet'}">${label}</button> `)}</p></form></section>`;
}

export function renderLines({ title, tone, lines }: BoardLines): Html {
  return html`<section class="notice lines ${tone}"><h2>${title}</h2>${lines.length > 0 && html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`}</section>`;
}
