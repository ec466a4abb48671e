import { scaleLinear, scalePoint } from 'd3-scale';
import { area, line, stack } from 'd3-shape';
import type { BoardBar, BoardBars, BoardTrend } from '../../../chat/board.ts';
import { type Html, html } from '../page/html.ts';
import { addressOf } from './address.ts';

/**
 * Charts as SVG, drawn on the server. The pictures hold shapes only, in colours of the style sheet; all words stand beside
 * them as text, so that they stay legible on a phone, in print and to a screen reader.
 */

const WIDTH = 1_000;
const BAR_HEIGHT = 20;

/** Bars on one scale, each divided into its parts. */
export function renderBars({ title, parts, bars }: BoardBars): Html {
  const most = Math.max(1, ...bars.map(({ counts }) => sum(counts)));
  const xOf = scaleLinear([0, most], [0, WIDTH]);
  return html`<section class="chart"><h2>${title}</h2>
<ul class="legend">${parts.map(({ label, tone }) => html`<li><span class="swatch ${tone}"></span>${label}</li>`)}</ul>
<ul class="bars">${bars.map(
    (
      bar,
    ) => html`<li><span class="label">${bar.to ? html`<a href="${addressOf(bar.to)}">${bar.label}</a>` : bar.label}</span>
${drawBar(bar, parts, xOf)}<span class="said">${bar.value}</span></li>`,
  )}</ul></section>`;
}

function drawBar({ counts }: BoardBar, parts: BoardBars['parts'], xOf: (count: number) => number): Html {
  const keys = counts.map((_, place) => `${place}`);
  const series = stack<readonly number[]>()
    .keys(keys)
    .value((row, key) => row[Number(key)] ?? 0)([counts]);
  const pieces = series.map((layer, place) => {
    const [from, to] = layer[0] ?? [0, 0];
    return (
      to > from &&
      html`<rect class="${parts[place]?.tone ?? 'neutral'}" x="${round(xOf(from))}" y="0" width="${round(xOf(to) - xOf(from))}" height="${BAR_HEIGHT}"/>`
    );
  });
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} ${BAR_HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${pieces}</svg>`;
}

const TREND_HEIGHT = 160;

/**
 * A percentage over time, from 0 to 100, with its axis beside it. Months without one leave a gap. The axis is for the eye:
 * each percentage stands below its point as text.
 */
export function renderTrend({ title, points }: BoardTrend): Html {
  const xOf = scalePoint(
    points.map((_, place) => place),
    [0, WIDTH],
  ).padding(0.5);
  const yOf = scaleLinear([0, 100], [TREND_HEIGHT, 0]);
  const at = points.map(({ percent }, place) => ({ percent, x: round(xOf(place) ?? 0) }));
  type Point = (typeof at)[number];
  const isThere = ({ percent }: Point) => percent !== undefined;
  const y = ({ percent }: Point) => round(yOf(percent ?? 0));
  const x = ({ x: across }: Point) => across;
  const curve = line<Point>().defined(isThere).x(x).y(y)(at);
  const below = area<Point>().defined(isThere).x(x).y0(TREND_HEIGHT).y1(y)(at);
  // A point is a line of no length with round ends: it stays round however the picture is stretched.
  const dots = at.filter(isThere).map((point) => html`<path class="dot" d="M${point.x},${y(point)}h0"/>`);
  const ticks = yOf.ticks(4);
  const grid = ticks.map((tick) => html`<path class="grid" d="M0,${round(yOf(tick))}H${WIDTH}"/>`);
  return html`<section class="chart"><h2>${title}</h2>
<div class="trend"><div class="axis" aria-hidden="true">${ticks.toReversed().map((tick) => html`<span>${tick} %</span>`)}</div><svg viewBox="0 -8 ${WIDTH} ${TREND_HEIGHT + 16}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${grid}<path class="below" d="${below ?? ''}"/><path class="line" d="${curve ?? ''}"/>${dots}</svg>
<ol>${points.map(({ label, value, percent }) => html`<li><strong>${percent === undefined ? '–' : `${percent} %`}</strong><span>${label}</span><small>${value}</small></li>`)}</ol></div></section>`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Coordinates with one digit: enough for a thousand steps. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
