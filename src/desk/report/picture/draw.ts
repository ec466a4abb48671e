import { createPaint, type Paint } from '../../rota/picture/paint.ts';
import { type BarGroup, type MonthPicture, type PromiseBar, SHOWN, type Shown } from './picture.ts';

/** Draws the picture of a month as a PNG image. The library takes 60 MB of memory: import this file only to draw. */

const [WIDTH, MARGIN, NAMES, SAID] = [900, 24, 230, 180];
const [TITLE, LINE, HEADING, BAR, LEGEND] = [48, 26, 44, 36, 40];
const INK = { title: '#1f2933', soft: '#5f6c7b', line: '#d9dee5' };
/** Dark letters can be read on all of them. The order of the parts and their numbers tell them apart without colours, too. */
const COLOURS: Readonly<Record<Shown, string>> = {
  kept: '#8fd0ac',
  keptLate: '#f4d06f',
  broken: '#f19a92',
  open: '#cbd3dd',
};

export async function drawMonth(picture: MonthPicture): Promise<Uint8Array<ArrayBuffer>> {
  const height = heightOf(picture);
  const paint = createPaint(WIDTH, height);
  const most = WIDTH - 2 * MARGIN;
  paint.rect(0, 0, WIDTH, height, '#ffffff');
  paint.text(picture.title, MARGIN, MARGIN + 8, { size: 22, colour: INK.title, weight: 'bold', most });
  let y = MARGIN + TITLE - 8;
  for (const [place, line] of picture.headline.entries()) {
    const look = place === 0 ? ({ size: 18, colour: INK.title } as const) : ({ size: 14, colour: INK.soft } as const);
    paint.text(line, MARGIN, y + LINE / 2, { ...look, most });
    y += LINE;
  }
  for (const group of picture.groups) y = drawGroup(paint, group, y);
  drawLegend(paint, picture, y);
  return paint.finish();
}

function heightOf({ headline, groups }: MonthPicture): number {
  const ofGroups = groups.map(({ bars, more }) => HEADING + bars.length * BAR + (more === '' ? 0 : LINE));
  return MARGIN + TITLE - 8 + headline.length * LINE + ofGroups.reduce((sum, each) => sum + each, 0) + LEGEND + MARGIN;
}

/** Draws the bars from `top` on, with one scale, and returns where they end. */
function drawGroup(paint: Paint, { heading, bars, more }: BarGroup, top: number): number {
  paint.rect(MARGIN, top + 8, WIDTH - 2 * MARGIN, 1, INK.line);
  paint.text(heading, MARGIN, top + 28, { size: 15, colour: INK.title, weight: 'bold', most: WIDTH - 2 * MARGIN });
  const largest = Math.max(1, ...bars.map(sumOf));
  let y = top + HEADING;
  for (const bar of bars) {
    drawBar(paint, bar, y, largest);
    y += BAR;
  }
  if (more === '') return y;
  paint.text(more, MARGIN, y + LINE / 2, { size: 13, colour: INK.soft });
  return y + LINE;
}

function sumOf({ counts }: PromiseBar): number {
  return SHOWN.reduce((sum, outcome) => sum + counts[outcome], 0);
}

function drawBar(paint: Paint, { name, counts, said }: PromiseBar, top: number, largest: number): void {
  const middle = top + BAR / 2;
  paint.text(name, MARGIN, middle, { size: 14, colour: INK.title, most: NAMES - 12 });
  const room = WIDTH - 2 * MARGIN - NAMES - SAID;
  let x = MARGIN + NAMES;
  for (const outcome of SHOWN) {
    const count = counts[outcome];
    if (count === 0) continue;
    const width = Math.max(3, (count / largest) * room);
    paint.rect(x, top + 5, width, BAR - 10, COLOURS[outcome]);
    const number = String(count);
    if (paint.widthOf(number, { size: 13 }) + 6 < width)
      paint.text(number, x + width / 2, middle, { size: 13, colour: INK.title, align: 'center' });
    x += width + 1;
  }
  paint.text(said, WIDTH - MARGIN - SAID + 10, middle, { size: 13, colour: INK.soft, most: SAID - 10 });
}

function drawLegend(paint: Paint, { legend }: MonthPicture, top: number): void {
  let x = MARGIN;
  for (const { outcome, name } of legend) {
    paint.bar(x, top + LEGEND / 2 - 8, 16, 16, COLOURS[outcome]);
    paint.text(name, x + 22, top + LEGEND / 2, { size: 13, colour: INK.soft });
    x += 22 + paint.widthOf(name, { size: 13 }) + 22;
  }
}
