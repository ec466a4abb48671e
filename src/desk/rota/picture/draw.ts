import { t } from '../../../i18n/i18n.ts';
import { dayHeading, isoInZone } from '../../../i18n/when.ts';
import type { Instant } from '../../../lib/instant.ts';
import { dateOfDay } from '../../sla/civil-date.ts';
import { createPaint, fitName, type Paint } from './paint.ts';
import type { Bar, Group, Picture, Row } from './picture.ts';

/** Draws a schedule as a PNG image. The library takes 60 MB of memory: import this file only to draw. */

const [WIDTH, MARGIN, LABELS] = [1640, 20, 190];
const [TITLE, DAYS, HEADING, LAYER, FINAL, LEGEND] = [60, 44, 36, 28, 40, 28];
const INK = { title: '#1f2933', soft: '#5f6c7b', line: '#d9dee5', now: '#d92d20', gap: '#d92d20', nobody: '#fdecea' };
const SHADE = { workday: '#ffffff', 'make-up': '#ffffff', weekend: '#f3f4f6', holiday: '#fdf0e3' } as const;
/** Light colours on which dark letters can be read; neighbours differ, for eyes that see no red or green as well. */
const COLOURS =
  '#a9cdf2 #f7c79a #b6dfb4 #d3bdec #f2e08c #9fdcd6 #f3b5c3 #c9cfd8 #d6e58f #e0b89a #b3b9f5 #efb3e3 #8fc9b0 #e8d5b5'.split(
    ' ',
  );

export async function drawPicture(picture: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const legend = legendLines(picture);
  const rows = picture.groups.reduce((sum, group) => sum + heightOf(group), 0);
  const bottom = TITLE + DAYS + rows;
  const height = bottom + (legend.length + 1) * LEGEND + MARGIN;
  const paint = createPaint(WIDTH, height);
  paint.rect(0, 0, WIDTH, height, '#ffffff');
  drawDays(paint, picture, bottom);
  let y = TITLE + DAYS;
  for (const group of picture.groups) y = drawGroup(paint, picture, group, y);
  drawNow(paint, picture, bottom);
  drawLegend(paint, picture, legend, bottom);
  return paint.finish();
}

function heightOf({ rows }: Group): number {
  return HEADING + (rows.length - 1) * LAYER + FINAL;
}

function xOf({ fromAt, toAt }: Picture, at: Instant): number {
  return MARGIN + LABELS + ((at - fromAt) / (toAt - fromAt)) * (WIDTH - 2 * MARGIN - LABELS);
}

function drawDays(paint: Paint, picture: Picture, bottom: number): void {
  const { language, days, timeZone } = picture;
  const [first, last] = [days[0], days.at(-1)];
  const title = t(language, 'rota.picture.title', {
    from: first ? dateOfDay(first.day) : '',
    until: last ? dateOfDay(last.day) : '',
    zone: timeZone,
  });
  paint.text(title, MARGIN, 24, { size: 20, colour: INK.title, weight: 'bold', most: WIDTH - 2 * MARGIN });
  for (const [index, { day, fromAt, kind }] of days.entries()) {
    const x = xOf(picture, fromAt);
    const right = xOf(picture, days[index + 1]?.fromAt ?? picture.toAt);
    paint.rect(x, TITLE, right - x, bottom - TITLE, SHADE[kind]);
    paint.rect(x, TITLE, 1, bottom - TITLE, INK.line);
    const { weekday, date } = dayHeading(language, dateOfDay(day));
    const mark = kind === 'holiday' || kind === 'make-up' ? ` ${t(language, `rota.picture.${kind}`)}` : '';
    const middle = (x + right) / 2;
    const most = right - x - 6;
    paint.text(`${weekday}${mark}`, middle, TITLE + 13, { size: 13, colour: INK.soft, align: 'center', most });
    paint.text(date, middle, TITLE + 31, { size: 15, colour: INK.title, weight: 'bold', align: 'center', most });
  }
}

/** Draws a rotation's rows from `top` on, and returns where they end. */
function drawGroup(paint: Paint, picture: Picture, { name, rows }: Group, top: number): number {
  paint.rect(MARGIN, top, WIDTH - 2 * MARGIN, 1, INK.line);
  paint.text(name, MARGIN, top + HEADING / 2 + 3, {
    size: 16,
    colour: INK.title,
    weight: 'bold',
    most: WIDTH - 2 * MARGIN,
  });
  let y = top + HEADING;
  for (const row of rows) {
    const height = row.layer === undefined ? FINAL : LAYER;
    drawRow(paint, picture, row, y, height);
    y += height;
  }
  return y;
}

function drawRow(paint: Paint, picture: Picture, { layer, bars }: Row, top: number, height: number): void {
  const isFinal = layer === undefined;
  paint.text(layer ?? t(picture.language, 'rota.picture.final'), MARGIN + 8, top + height / 2 - 2, {
    size: isFinal ? 14 : 13,
    colour: isFinal ? INK.title : INK.soft,
    weight: isFinal ? 'bold' : 'normal',
    most: LABELS - 16,
  });
  for (const bar of bars) drawBar(paint, picture, bar, top + 1, height - (isFinal ? 10 : 5));
}

function drawBar(paint: Paint, picture: Picture, bar: Bar, top: number, height: number): void {
  const x = xOf(picture, bar.fromAt) + 1;
  const width = Math.max(1, xOf(picture, bar.toAt) - x);
  const { colour, isGap } = bar;
  const ground = colour === undefined ? INK.nobody : colourOf(colour);
  paint.bar(x, top, width, height, ground);
  if (isGap) paint.hatch(x, top, width, height, colour === undefined ? INK.gap : '#ffffffb0');
  const edge = isSecondRound(colour) ? EDGE : 0;
  if (edge > 0) paint.rect(x, top + 3, EDGE, height - 6, INK.title);
  const name = colour === undefined ? t(picture.language, 'nobody') : bar.name;
  const room = width - 8 - edge;
  const { text, size } = fitName(name, room, height > 25 ? [14, 13, 12, 11] : [13, 12, 11], (each, of) =>
    paint.widthOf(each, { size: of }),
  );
  // Letters on hatching cannot be read: a plain patch lies under them.
  if (isGap && text !== '') paint.bar(x + 2 + edge, top + 3, paint.widthOf(text, { size }) + 4, height - 6, ground);
  paint.text(text, x + 4 + edge, top + height / 2 + 1, { size, colour: colour === undefined ? INK.gap : INK.title });
}

function colourOf(place: number): string {
  return COLOURS[place % COLOURS.length] ?? INK.line;
}

/** With more people than colours, the bars of a second person of a colour begin with a dark edge. */
function isSecondRound(place: number | undefined): boolean {
  return place !== undefined && place % (2 * COLOURS.length) >= COLOURS.length;
}

const EDGE = 3;

function drawNow(paint: Paint, picture: Picture, bottom: number): void {
  const { nowAt, language, timeZone } = picture;
  if (nowAt === undefined) return;
  const x = xOf(picture, nowAt);
  // Not through the dates.
  paint.rect(x - 1, TITLE - 4, 2, 6, INK.now);
  paint.rect(x - 1, TITLE + DAYS, 2, bottom - TITLE - DAYS, INK.now);
  const text = t(language, 'rota.picture.now', { time: isoInZone(nowAt, timeZone).slice(11, 16) });
  const width = paint.widthOf(text, { size: 12, weight: 'bold' }) + 10;
  const left = Math.min(x - 1, WIDTH - MARGIN - width);
  paint.bar(left, TITLE - 18, width, 17, INK.now);
  paint.text(text, left + 5, TITLE - 9, { size: 12, colour: '#ffffff', weight: 'bold' });
}

const [SWATCH, GAP] = [16, 18];
const LEGEND_LOOK = { size: 13, colour: INK.soft } as const;
/** A longer name is cut in the legend, too. */
const MOST_NAME = 260;

/** The legend's entries in lines that fit. */
function legendLines({ people, groups }: Picture): Picture['people'][] {
  const measure = createPaint(1, 1);
  const lines: (typeof people)[number][][] = [[]];
  let used = 0;
  for (const each of groups.length > 0 ? people : []) {
    const width = SWATCH + 6 + Math.min(MOST_NAME, measure.widthOf(each.name, LEGEND_LOOK)) + GAP;
    if (used + width > WIDTH - 2 * MARGIN && used > 0) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(each);
    used += width;
  }
  return lines;
}

function drawLegend(paint: Paint, picture: Picture, lines: readonly Picture['people'][], bottom: number): void {
  const { language, left } = picture;
  for (const [index, line] of lines.entries()) {
    const y = bottom + index * LEGEND + LEGEND / 2 + 6;
    let x = MARGIN;
    for (const { name, colour } of line) {
      paint.bar(x, y - SWATCH / 2, SWATCH, SWATCH, colourOf(colour));
      if (isSecondRound(colour)) paint.rect(x, y - SWATCH / 2 + 3, EDGE, SWATCH - 6, INK.title);
      paint.text(name, x + SWATCH + 6, y, { ...LEGEND_LOOK, most: MOST_NAME });
      x += SWATCH + 6 + Math.min(MOST_NAME, paint.widthOf(name, LEGEND_LOOK)) + GAP;
    }
  }
  const y = bottom + lines.length * LEGEND + LEGEND / 2 + 6;
  paint.bar(MARGIN, y - SWATCH / 2, SWATCH, SWATCH, INK.line);
  paint.hatch(MARGIN, y - SWATCH / 2, SWATCH, SWATCH, INK.gap);
  const note = t(language, 'rota.picture.gap');
  const more = left > 0 ? ` · ${t(language, 'rota.picture.left', { count: left })}` : '';
  paint.text(`${note}${more}`, MARGIN + SWATCH + 6, y, { ...LEGEND_LOOK, most: WIDTH - 2 * MARGIN });
}
