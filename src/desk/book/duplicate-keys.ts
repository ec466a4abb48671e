import { type Document, isMap, isPair, isScalar, isSeq, type Node, visit } from 'yaml';
import type { FieldPath } from './problem.ts';

/** A key that is in a map twice, with its offsets in the text. */
export interface DuplicateKey {
  readonly path: FieldPath;
  readonly offset: number;
  readonly firstOffset: number;
}

/** Every repeated key in the document's maps, in the order of the text. */
export function findDuplicateKeys(document: Document): DuplicateKey[] {
  const found: DuplicateKey[] = [];
  visit(document, {
    Map(_, map, ancestors) {
      const seen = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const offset = key.range?.[0] ?? 0;
        const firstOffset = seen.get(name);
        if (firstOffset === undefined) seen.set(name, offset);
        else found.push({ path: [...pathTo(map, ancestors), name], offset, firstOffset });
      }
    },
  });
  return found;
}

function pathTo(node: Node, ancestors: readonly unknown[]): FieldPath {
  const steps = [...ancestors, node];
  return steps.flatMap((step, i): FieldPath => {
    const owner = steps[i - 1];
    if (isPair(step) && isScalar(step.key) && isMap(owner)) return [String(step.key.value)];
    return isSeq(owner) ? [owner.items.indexOf(step)] : [];
  });
}
