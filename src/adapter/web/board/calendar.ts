import type { BoardCalendar, BoardDay } from '../../../chat/board.ts';
import { type Html, html } from '../page/html.ts';
import { addressOf } from './address.ts';

/** A month as a grid of weeks; on narrow screens a list of the days on which there is something. */
export function renderCalendar({ title, previous, next, weekdays, weeks, legend, empty }: BoardCalendar): Html {
  const isEmpty = weeks.flat().every(({ entries }) => entries.length === 0);
  return html`<section class="month" aria-label="${title}">
<p class="paging"><a rel="prev" href="${addressOf(previous.to)}">← ${previous.label}</a><a rel="next" href="${addressOf(next.to)}">${next.label} →</a></p>
<ul class="legend">${legend.map(({ kind, label }) => html`<li><span class="swatch ${kind}"></span>${label}</li>`)}</ul>
${isEmpty && html`<p class="soft">${empty}</p>`}
<div class="weekdays" aria-hidden="true">${weekdays.map((day) => html`<span>${day}</span>`)}</div>
<ol class="days">${weeks.flat().map(renderDay)}</ol></section>`;
}

function renderDay({ date, number, name, isToday, isDayOff, isOutside, entries }: BoardDay): Html {
  const classes = [
    'day',
    isToday ? 'today' : '',
    isDayOff ? 'off' : '',
    isOutside ? 'outside' : '',
    entries.length === 0 ? 'free' : '',
  ];
  return html`<li class="${classes.filter(Boolean).join(' ')}"${isToday && html` aria-current="date"`}>
<time datetime="${date}"><span class="number" aria-hidden="true">${number}</span><span class="name">${name}</span></time>
${entries.length > 0 && html`<ul>${entries.map(({ kind, text, small }) => html`<li class="entry ${kind}">${text}<small>${small}</small></li>`)}</ul>`}</li>`;
}
