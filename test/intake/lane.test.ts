import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLanes, type Lanes } from '../../src/intake/lane.ts';

interface Item {
  readonly lane: string;
  readonly n: number;
}

const ready = () => true;

/** Items by their names: `a1` is the first of lane `a`. */
function fill(names: string, mostStarted = 64): Lanes<Item> {
  const lanes = createLanes<Item>(mostStarted);
  for (const name of names.split(' ')) lanes.add({ lane: name.slice(0, 1), n: Number(name.slice(1)) });
  return lanes;
}

function startAll(lanes: Lanes<Item>): string {
  const started: Item[] = [];
  for (let item = lanes.start(); item; item = lanes.start()) started.push(item);
  return namesOf(started);
}

function namesOf(items: readonly Item[]): string {
  return items.map(({ lane, n }) => `${lane}${n}`).join(' ');
}

describe('lanes', () => {
  it.each([
    ['one lane keeps its order', 'a1 a2 a3', 64, 'a1 a2 a3'],
    ['a long lane does not keep the others waiting', 'a1 a2 a3 b1 c1', 64, 'a1 b1 c1 a2 a3'],
    ['no more of a lane is started than its bound', 'a1 a2 a3 b1 b2 b3', 2, 'a1 b1 a2 b2'],
  ])('start: %s', (_what, given, mostStarted, expected) => {
    expect(startAll(fill(given, mostStarted))).toBe(expected);
  });

  it.each([
    ['lanes take turns', 'a1 a2 a3 b1 c1 c2', 4, '', 'a1 b1 c1 a2'],
    ['one that is not ready holds up its own lane only', 'a1 a2 b1 b2', 9, 'a1', 'b1 b2'],
    ['in the middle of a lane as well', 'a1 a2 a3 b1', 9, 'a2', 'a1 b1'],
    ['none is ready', 'a1 b1', 9, 'a1 b1', ''],
  ])('take: %s', (_what, given, most, unready, expected) => {
    const lanes = fill(given);
    startAll(lanes);
    expect(namesOf(lanes.take(most, (item) => !unready.split(' ').includes(namesOf([item]))))).toBe(expected);
  });

  it('hands out nothing that was not started', () => {
    expect(fill('a1 b1').take(9, ready)).toEqual([]);
  });

  it('hands out nothing more of a lane until all that was taken of it is back', () => {
    const lanes = fill('a1 a2 a3 b1');
    startAll(lanes);
    const [a1, b1, a2] = lanes.take(3, ready);
    expect(namesOf(lanes.take(9, ready))).toBe('');
    lanes.finish(a1 as Item);
    lanes.putBack(b1 as Item);
    expect(namesOf(lanes.take(9, ready))).toBe('b1');
    lanes.putBack(a2 as Item);
    expect(namesOf(lanes.take(9, ready))).toBe('a2 a3');
  });

  it('the lane that was served longest ago is served first', () => {
    const lanes = fill('a1 a2 b1 b2 c1');
    startAll(lanes);
    const [first] = lanes.take(1, ready);
    lanes.finish(first as Item);
    expect(namesOf(lanes.take(3, ready))).toBe('b1 c1 a2');
  });

  it('a finished item makes room for another start, and the last one ends its lane', () => {
    const lanes = fill('a1 a2', 1);
    const a1 = lanes.start();
    expect(lanes.start()).toBeUndefined();
    lanes.finish(a1 as Item);
    lanes.finish(a1 as Item);
    expect(lanes.size).toBe(1);
    lanes.finish(lanes.start() as Item);
    expect({ size: lanes.size, all: lanes.all(), next: lanes.start() }).toEqual({ size: 0, all: [], next: undefined });
  });

  it('in any sequence, each item is taken in the order of its lane, one at a time, and none is lost', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const), lane: fc.constantFrom('a', 'b', 'c', 'd') }),
      fc.record({ do: fc.constant('start' as const) }),
      fc.record({ do: fc.constant('take' as const), most: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ do: fc.constantFrom('finish' as const, 'putBack' as const, 'ready' as const), at: fc.nat(20) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), fc.integer({ min: 1, max: 3 }), (steps, mostStarted) => {
        const lanes = createLanes<Item>(mostStarted);
        const [started, readied, out, finished] = [new Set<Item>(), new Set<Item>(), [] as Item[], [] as Item[]];
        let n = 0;
        const takeSome = (most: number) => {
          const busy = new Set(out.map(({ lane }) => lane));
          const taken = lanes.take(most, (item) => readied.has(item));
          expect(taken.length).toBeLessThanOrEqual(most);
          for (const item of taken) {
            expect(busy.has(item.lane) || out.includes(item)).toBe(false);
            const before = lanes.all().filter(({ lane, n: other }) => lane === item.lane && other < item.n);
            expect(before.every((other) => taken.includes(other))).toBe(true);
          }
          out.push(...taken);
        };
        for (const each of steps) {
          if (each.do === 'add') {
            lanes.add({ lane: each.lane, n });
            n += 1;
          } else if (each.do === 'start') {
            const item = lanes.start();
            if (item) expect(started.has(item)).toBe(false);
            if (item) started.add(item);
          } else if (each.do === 'take') takeSome(each.most);
          else if (each.do === 'ready') {
            const item = [...started][each.at % Math.max(1, started.size)];
            if (item) readied.add(item);
          } else {
            const [item] = out.splice(each.at % Math.max(1, out.length), 1);
            if (item) lanes[each.do](item);
            if (item && each.do === 'finish') finished.push(item);
          }
          expect(lanes.size).toBe(n - finished.length);
        }
        // The other items must come out, too.
        for (const item of out.splice(0)) lanes.putBack(item);
        while (lanes.size > 0) {
          for (let item = lanes.start(); item; item = lanes.start()) started.add(item);
          for (const item of started) readied.add(item);
          takeSome(2);
          expect(out.length).toBeGreaterThan(0);
          for (const item of out.splice(0)) {
            lanes.finish(item);
            finished.push(item);
          }
        }
        expect(new Set(finished.map(({ n: each }) => each)).size).toBe(n);
      }),
      { numRuns: 200 },
    );
  });
});
