import { LIMITS } from '../wire/limits.ts';

/** Whether the card is within Feishu's limits of bytes and elements. */
export function fitsFeishu(card: object): boolean {
  return Buffer.byteLength(JSON.stringify(card)) <= LIMITS.cardBytes && countElements(card) <= LIMITS.cardElements;
}

function countElements(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce<number>((sum, each) => sum + countElements(each), 0);
  return inner + ('tag' in value ? 1 : 0);
}
