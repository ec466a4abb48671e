import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';

/** A canvas with our own fonts: the library that draws, and the fonts, come from npm and need no system package. */

/** Noto Sans with Latin, Cyrillic and Chinese letters, so that names look the same on every machine. */
const FAMILY = 'Deskbell Sans';
const WEIGHTS = { normal: 'Regular', bold: 'Bold' } as const;

let isRegistered = false;

function registerFonts(): void {
  if (isRegistered) return;
  const fonts = import.meta.resolve('@embedpdf/fonts-sc');
  for (const weight of Object.values(WEIGHTS)) {
    const file = fileURLToPath(new URL(`../fonts/NotoSansHans-${weight}.otf`, fonts));
    if (!GlobalFonts.registerFromPath(file, FAMILY)) throw new Error(`the font ${file} cannot be read`);
  }
  isRegistered = true;
}

/** Pixels for each unit of the drawing: sharp on phones, and still a small file. */
const SCALE = 1.5;

export interface Paint {
  rect(x: number, y: number, width: number, height: number, colour: string): void;
  /** A rectangle with round corners. */
  bar(x: number, y: number, width: number, height: number, colour: string): void;
  /** Slanted lines over a rectangle. */
  hatch(x: number, y: number, width: number, height: number, colour: string): void;
  /** A text whose middle line is at `y`; one that is wider than `most` is cut with an ellipsis. */
  text(text: string, x: number, y: number, look: TextLook): void;
  widthOf(text: string, look: Pick<TextLook, 'size' | 'weight'>): number;
  /** The image as a PNG file. */
  finish(): Promise<Uint8Array<ArrayBuffer>>;
}

export interface TextLook {
  readonly size: number;
  readonly colour: string;
  readonly weight?: keyof typeof WEIGHTS;
  readonly align?: 'left' | 'center';
  /** The widest it may be; what does not fit even by its first letter is left out. */
  readonly most?: number;
}

export function createPaint(width: number, height: number): Paint {
  registerFonts();
  const canvas = createCanvas(Math.ceil(width * SCALE), Math.ceil(height * SCALE));
  const context = canvas.getContext('2d');
  context.scale(SCALE, SCALE);
  const setFont = ({ size, weight = 'normal' }: Pick<TextLook, 'size' | 'weight'>) => {
    context.font = `${weight} ${size}px "${FAMILY}"`;
  };
  return {
    rect(x, y, w, h, colour) {
      context.fillStyle = colour;
      context.fillRect(x, y, w, h);
    },
    bar(x, y, w, h, colour) {
      roundRect(context, x, y, w, h);
      context.fillStyle = colour;
      context.fill();
    },
    hatch(x, y, w, h, colour) {
      context.save();
      roundRect(context, x, y, w, h);
      context.clip();
      context.strokeStyle = colour;
      context.lineWidth = 2;
      context.beginPath();
      for (let at = x - h; at < x + w; at += HATCH_EVERY) {
        context.moveTo(at, y + h);
        context.lineTo(at + h, y);
      }
      context.stroke();
      context.restore();
    },
    text(text, x, y, look) {
      setFont(look);
      const { most = Number.POSITIVE_INFINITY, align = 'left', colour } = look;
      context.fillStyle = colour;
      context.textAlign = align;
      context.textBaseline = 'middle';
      context.fillText(
        cut(text, most, (each) => context.measureText(each).width),
        x,
        y,
      );
    },
    widthOf(text, look) {
      setFont(look);
      return context.measureText(text).width;
    },
    finish: async () => Uint8Array.from(await canvas.encode('png')),
  };
}

const HATCH_EVERY = 8;
const CORNER = 4;

function roundRect(context: SKRSContext2D, x: number, y: number, width: number, height: number): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(CORNER, width / 2));
}

/** A name as a bar shows it, and how large. */
export interface Fitted {
  readonly text: string;
  readonly size: number;
}

/**
 * The largest way to write a name in a bar: whole, smaller, its first word (`Zhang Min` → `Zhang`), or else cut.
 * `sizes`: from the largest on. `widthOf` measures a text in a size.
 */
export function fitName(
  name: string,
  most: number,
  sizes: readonly number[],
  widthOf: (text: string, size: number) => number,
): Fitted {
  const [word = name] = name.split(/[\s·]+/);
  for (const text of [name, word]) for (const size of sizes) if (widthOf(text, size) <= most) return { text, size };
  const size = sizes.at(-1) ?? 0;
  return { text: cut(word, most, (each) => widthOf(each, size)), size };
}

const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The longest beginning of a text that is not wider than `most`, with an ellipsis where something is left out. */
export function cut(text: string, most: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= most) return text;
  const letters = [...LETTERS.segment(text)];
  for (let count = letters.length - 1; count > 0; count--) {
    const shorter = `${text.slice(0, letters[count]?.index).trimEnd()}…`;
    if (widthOf(shorter) <= most) return shorter;
  }
  const [first] = letters;
  return first && widthOf(first.segment) <= most ? first.segment : '';
}
