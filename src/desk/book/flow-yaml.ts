import { stringify } from 'yaml';

const WALL_TIME = /^\d\d:\d\d$/;

/**
 * A value as YAML on one line, as the books that come with Deskbell write it: `{ key: main, levels: [high, low] }`. Texts
 * are quoted where YAML would read them as something else, and times of day always: older readers take 09:30 for a number.
 */
export function flowYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowYaml).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value);
  const fields = Object.entries(value).map(([key, each]) => `${scalar(key)}: ${flowYaml(each)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function scalar(value: unknown): string {
  if (typeof value === 'string' && WALL_TIME.test(value)) return `"${value}"`;
  // As the only entry of a list: inside brackets more has to be quoted than alone.
  return stringify([value], { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false })
    .trim()
    .slice(1, -1);
}
