import { balanceWithin } from '../../../lib/direction.ts';

/** The text, or its beginning and an ellipsis: at most `max` UTF-16 units, never cutting a surrogate pair. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return balanceWithin(text, max);
  const cut = text.slice(0, max - 1);
  return balanceWithin(`${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`, max);
}
