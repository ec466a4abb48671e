/**
 * A long text stands in several inputs of a form, because one holds 3,000 characters. The later ones are named
 * `text~2~line`: the field, the part's place, and what stood between it and the part before.
 */
const JOINTS = { line: '\n', space: ' ', none: '' } as const;

type Joint = keyof typeof JOINTS;

const LATER_PART = /^(.+)~(\d+)~(line|space|none)$/;

/** A part of a text: the name of its input, and its words. */
export interface TextPart {
  readonly name: string;
  readonly text: string;
}

/** Splits a text into parts of at most `max` UTF-16 units, between lines or words where it can. `joinParts` undoes it. */
export function splitIntoParts(field: string, text: string, max: number): TextPart[] {
  const parts: TextPart[] = [];
  let name = field;
  let rest = text;
  while (rest.length > max) {
    const { at, joint } = findBreak(rest, max);
    parts.push({ name, text: rest.slice(0, at) });
    rest = rest.slice(at + JOINTS[joint].length);
    name = `${field}~${parts.length + 1}~${joint}`;
  }
  return [...parts, { name, text: rest }];
}

/** Puts the parts of long texts together again. Other values stay as they are. */
export function joinParts(values: Readonly<Record<string, string>>): Record<string, string> {
  const whole: Record<string, string> = {};
  const later: { readonly field: string; readonly place: number; readonly joint: Joint; readonly text: string }[] = [];
  for (const [name, text] of Object.entries(values)) {
    const [, field, place, joint] = LATER_PART.exec(name) ?? [];
    if (field === undefined) whole[name] = text;
    else later.push({ field, place: Number(place), joint: joint as Joint, text });
  }
  for (const { field, joint, text } of later.sort((one, other) => one.place - other.place)) {
    const before = whole[field] ?? '';
    whole[field] = before === '' || text === '' ? before + text : before + JOINTS[joint] + text;
  }
  return whole;
}

/** Where to break: at the last line break or blank of the last fifth, else between two characters. */
function findBreak(text: string, max: number): { readonly at: number; readonly joint: Joint } {
  const earliest = Math.floor(max * 0.8);
  for (const joint of ['line', 'space'] as const) {
    const at = text.lastIndexOf(JOINTS[joint], max);
    if (at >= earliest) return { at, joint };
  }
  const isInsidePair = /[\uD800-\uDBFF]/.test(text.charAt(max - 1));
  return { at: isInsidePair ? max - 1 : max, joint: 'none' };
}
