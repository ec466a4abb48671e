import { createPaint, type Paint } from '../../rota/picture/paint.ts';
import { type Bar, type BarGroup, type MonthPicture, PAINTED, type Painted } from './picture.ts';

/** Draws the picture of a month as a PNG image. The library takes 60 MB of memory: import this file only to draw. */

/** Of a picture in chat. */
const WIDTH = 900;
const [MARGIN, NAMES, SAID] = [24, 230, 180];
const [TITLE, LINE, HEADING, BAR, LEGEND] = [48, 26, 44, 36, 40];
const INK = { title: '#1f2933', soft: '#5f6c7b', line: '#d9dee5' };
/** Dark letters can be read on all of them. The order of the parts and their numbers tell them apart without colours, too. */
const COLOURS: Readonly<Record<Painted, string>> = {
  kept: '#8fd0ac',
  keptLate: '#f4d06f',
  broken: '#f19a92',
  open: '#cbd3dd',
  faults: '#9dbfe6',
};

/** Gives a PNG image of `width` units, each a pixel and a half. */
export async function drawMonth(picture: MonthPicture, width = WIDTH): Promise<Uint8Array<ArrayBuffer>> {
  const height = heightOf(picture);
  const paint = createPaint(width, height);
  const most = width - 2 * MARGIN;
  paint.rect(0, 0, width, height, '#ffffff');
  if (picture.title !== '')
    paint.text(picture.title, MARGIN, MARGIN + 8, { size: 22, colour: INK.title, weight: 'bold', most });
  let y = topOf(picture);
  for (const [place, line] of picture.headline.entries()) {
    const look = place === 0 ? ({ size: 18, colour: INK.title } as const) : ({ size: 14, colour: INK.soft } as const);
    paint.text(line, MARGIN, y + LINE / 2, { ...look, most });
    y += LINE;
  }
  for (const [place, group] of picture.groups.entries())
    y = drawGroup(paint, group, y, { width, isRuled: place > 0 || picture.title !== '' });
  drawLegend(paint, picture, y);
  return paint.finish();
}

/** How large a picture of these parts is, in units. */
export function heightOf(picture: MonthPicture): number {
  const { headline, groups, legend } = picture;
  const ofGroups = groups.map(({ bars, more }) => HEADING + bars.length * BAR + (more === '' ? 0 : LINE));
  const ofLegend = legend.length > 0 ? LEGEND : 0;
  return topOf(picture) + headline.length * LINE + ofGroups.reduce((sum, each) => sum + each, 0) + ofLegend + MARGIN;
}

/** Where the lines below the title begin. */
function topOf({ title }: Pick<MonthPicture, 'title'>): number {
  return title === '' ? MARGIN / 2 : MARGIN + TITLE - 8;
}

/** Draws the bars from `top` on, with one scale, and returns where they end. */
function drawGroup(
  paint: Paint,
  { heading, bars, more }: BarGroup,
  top: number,
  { width, isRuled }: { readonly width: number; readonly isRuled: boolean },
): number {
  const most = width - 2 * MARGIN;
  if (isRuled) paint.rect(MARGIN, top + 8, most, 1, INK.line);
  paint.text(heading, MARGIN, top + 28, { size: 15, colour: INK.title, weight: 'bold', most });
  const largest = Math.max(1, ...bars.map(sumOf));
  let y = top + HEADING;
  for (const bar of bars) {
    drawBar(paint, bar, y, { largest, width });
    y += BAR;
  }
  if (more === '') return y;
  paint.text(more, MARGIN, y + LINE / 2, { size: 13, colour: INK.soft });
  return y + LINE;
}

function sumOf({ counts }: Bar): number {
  return PAINTED.reduce((sum, part) => sum + (counts[part] ?? 0), 0);
}

function drawBar(
  paint: Paint,
  { name, counts, said }: Bar,
  top: number,
  { largest, width: whole }: { readonly largest: number; readonly width: number },
): void {
  const middle = top + BAR / 2;
  paint.text(name, MARGIN, middle, { size: 14, colour: INK.title, most: NAMES - 12 });
  const room = whole - 2 * MARGIN - NAMES - SAID;
  let x = MARGIN + NAMES;
  for (const part of PAINTED) {
    const count = counts[part] ?? 0;
    if (count === 0) continue;
    const width = Math.max(3, (count / largest) * room);
    paint.rect(x, top + 5, width, BAR - 10, COLOURS[part]);
    const number = String(count);
    if (paint.widthOf(number, { size: 13 }) + 6 < width)
      paint.text(number, x + width / 2, middle, { size: 13, colour: INK.title, align: 'center' });
    x += width + 1;
  }
  paint.text(said, whole - MARGIN - SAID + 10, middle, { size: 13, colour: INK.soft, most: SAID - 10 });
}

function drawLegend(paint: Paint, { legend }: MonthPicture, top: number): void {
  let x = MARGIN;
  for (const { outcome, name } of legend) {
    paint.bar(x, top + LEGEND / 2 - 8, 16, 16, COLOURS[outcome]);
    paint.text(name, x + 22, top + LEGEND / 2, { size: 13, colour: INK.soft });
    x += 22 + paint.widthOf(name, { size: 13 }) + 22;
  }
}
