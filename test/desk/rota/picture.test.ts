import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { Rotation } from '../../../src/desk/book/rotation-rule.ts';
import type { BookSource } from '../../../src/desk/book/schema.ts';
import { firstEdition } from '../../../src/desk/oncall/edition.ts';
import { rosterOf } from '../../../src/desk/oncall/oncall.ts';
import { drawPicture } from '../../../src/desk/rota/picture/draw.ts';
import { cut, fitName } from '../../../src/desk/rota/picture/paint.ts';
import { pictureOf, withoutEmoji } from '../../../src/desk/rota/picture/picture.ts';
import { dayOfDate } from '../../../src/desk/sla/civil-date.ts';
import { DAY } from '../../../src/lib/instant.ts';
import { LANGUAGES, type Language } from '../../../src/lib/language.ts';
import { sampleBook } from '../../support/sample-book.ts';

const NOW = Date.parse('2026-10-01T13:20:00+08:00');
const LAYERS = [
  {
    name: { zh: '办公时间', en: 'In hours' },
    members: ['engineer1', 'engineer2'],
    hours: [{ days: ['workday', 'make-up'], from: '09:30', to: '17:30' }],
  },
  {
    name: { zh: '夜间', en: 'Nights' },
    members: ['engineer3'],
    hours: [{ days: ['workday'], from: '17:30', to: '09:30' }],
  },
];

async function draw(language: Language, away: readonly { from: string; until: string }[], roles: 'all' | 'none') {
  const source = await sampleBook(language);
  const people = Object.fromEntries(
    Object.entries(source.people).map(([key, person]) => [
      key,
      { ...person, roles: roles === 'all' ? person.roles : ['engineer'], ...(key === 'engineer3' ? { away } : {}) },
    ]),
  );
  const alone = roles === 'none' ? [{ ...LAYERS[1], hours: undefined }] : LAYERS;
  const rotation = Rotation.parse({ name: { zh: '主值班', en: 'Primary' }, layers: alone });
  const book = { ...source, people } as BookSource;
  const roster = rosterOf(rotation, book, [firstEdition(rotation, NOW, book)], []);
  return pictureOf({ source: book, rosters: [roster], firstDay: dayOfDate('2026-09-28'), now: NOW, language });
}

describe.each(LANGUAGES)('a picture in %s', (language) => {
  it('has a row for each layer, the highest first, and the final schedule without a hole', async () => {
    const picture = await draw(language, [], 'all');
    const [group] = picture.groups;
    const names = language === 'en' ? ['Nights', 'In hours', undefined] : ['夜间', '办公时间', undefined];
    expect(group?.rows.map(({ layer }) => layer)).toEqual(names);
    const final = group?.rows.at(-1)?.bars ?? [];
    expect(final[0]?.fromAt).toBe(picture.fromAt);
    expect(final.at(-1)?.toAt).toBe(picture.toAt);
    for (const [index, bar] of final.entries()) if (index > 0) expect(bar.fromAt).toBe(final[index - 1]?.toAt);
    // National Day week: no layer rings, so others stand in.
    expect(final.find(({ fromAt, toAt }) => fromAt <= NOW && NOW < toAt)?.isGap).toBe(true);
    expect(picture.days.map(({ kind }) => kind).join(' ')).toBe(
      `workday workday workday ${'holiday '.repeat(7)}workday workday make-up weekend`,
    );
  });

  it("hatches a gap in red where no one stands in, and draws today's line", async () => {
    const picture = await draw(language, [{ from: '2026-10-03', until: '2026-10-05' }], 'none');
    const bars = picture.groups[0]?.rows.at(-1)?.bars ?? [];
    expect(bars.filter(({ colour }) => colour === undefined)).toHaveLength(1);
    const colours = await pixelsOf(await drawPicture(picture));
    const whole = await pixelsOf(await drawPicture(await draw(language, [], 'none')));
    expect(colours.red, 'the hatching').toBeGreaterThan(whole.red + 3000);
    expect(whole.red, "today's line").toBeGreaterThan(300);
    const past = await pixelsOf(await drawPicture({ ...picture, nowAt: undefined }));
    expect(past.red).toBeLessThan(colours.red - 300);
  });
});

it('a name that is too long is cut between letters, and left out where not one fits', () => {
  const widthOf = (text: string) => [...text].length * 10;
  expect(cut('李伟', 20, widthOf)).toBe('李伟');
  expect(cut('欧阳子墨', 30, widthOf)).toBe('欧阳…');
  expect(cut('欧阳子墨', 10, widthOf)).toBe('欧');
  expect(cut('欧阳子墨', 9, widthOf)).toBe('');
  expect(cut('👩‍🔧👩‍🔧', 45, widthOf), 'an emoji is one letter').toBe('👩‍🔧…');
});

it.each([
  ['Zhang Min', 126, 'Zhang Min', 14],
  ['Zhang Min', 100, 'Zhang Min', 11],
  ['Zhang Min', 70, 'Zhang', 14],
  ['欧阳娜娜·阿不都热依木江', 45, '欧阳娜娜', 11],
  ['Featherstonehaugh', 45, 'Fea…', 11],
  ['Featherstonehaugh', 8, '', 11],
])('%s in %i: %s in size %i', (name, most, text, size) => {
  const widthOf = (each: string, of: number) => [...each].length * of;
  expect(fitName(name, most, [14, 13, 12, 11], widthOf)).toEqual({ text, size });
});

it.each([
  ['李🚀伟', '李伟'],
  ['👩‍💻 Red', 'Red'],
  ['🇨🇳王👍🏽', '王'],
  ['José #1', 'José #1'],
  ['🎉', ''],
])('%s without what the font lacks: %s', (name, shown) => {
  expect(withoutEmoji(name)).toBe(shown);
});

/** How many pixels are the red of gaps and of today's line. */
async function pixelsOf(png: Uint8Array): Promise<{ red: number }> {
  const image = await loadImage(Buffer.from(png));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let red = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at] === 0xd9 && data[at + 1] === 0x2d) red += 1;
  return { red };
}

it('layers of a changed book have their rows, namesakes their own colours, and only what fits is worked out', async () => {
  const source = await sampleBook('en');
  const namesake = { ...source.people.engineer1, roles: ['engineer'] };
  const book = { ...source, people: { ...source.people, engineer2: namesake } } as BookSource;
  const name = { zh: '主值班', en: 'Primary' };
  const before = Rotation.parse({ name, layers: LAYERS });
  const after = Rotation.parse({ name, layers: LAYERS.slice(0, 1) });
  const first = firstEdition(before, NOW - 7 * DAY, book);
  const second = { ...firstEdition(after, NOW, book), fromAt: NOW };
  const roster = rosterOf(after, book, [first, second], []);
  const rosters = Array.from({ length: 30 }, () => roster);
  const picture = pictureOf({ source: book, rosters, firstDay: dayOfDate('2026-09-28'), now: NOW, language: 'en' });
  expect(picture.groups[0]?.rows.map(({ layer }) => layer)).toEqual(['Nights', 'In hours', undefined]);
  expect(picture.people.filter(({ name: each }) => each === 'Li Wei')).toHaveLength(2);
  expect(picture.groups).toHaveLength(16);
  expect(picture.left).toBe(14);
});
