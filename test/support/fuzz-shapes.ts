import fc from 'fast-check';

/** Texts that break parsers. `MARK` stands in all that is sent, and must never stand in the log. */
export const MARK = 'zq7mark7qz';

const ODD_TEXTS = [
  ...['', ' ', '\u0000', '\ud800', '\u202e', '\ufeff', '\u2028', '-1', '0', '1e309', 'NaN', 'null', 'true', '[]', '{}'],
  ...['__proto__', 'constructor', 'toString', '../../etc/passwd', '<script>', '{{by}}', '$t(x)', '%s%n', "' or 1=1 --"],
  ...[
    '/desk',
    '/fault',
    '/desk show T-1',
    '/desk show T-99999999999999999999',
    '报障',
    '/desk export',
    '/desk why T-0',
  ],
  ...[
    'T-1',
    'ticket/1',
    '9999-99-99',
    '2026-02-30 25:61',
    '<@U123>',
    '<!channel>',
    '=cmd()',
    '\r\n\r\nHTTP/1.1 200 OK',
  ],
  'a'.repeat(5_000),
  '𝄞'.repeat(300),
];
const text = fc
  .oneof(fc.constantFrom(...ODD_TEXTS), fc.string({ unit: 'binary', maxLength: 30 }))
  .map((each) => (each.length % 3 === 0 ? `${each}${MARK}` : each));
/** Any JSON value, none of them deep. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: text },
  fc.constantFrom(null, true, false, 0, -1, 1e308, -0.5, 2 ** 53, [], {}, [[]], [null]),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, fc.oneof(text, fc.constantFrom(null, 1, [])), { maxKeys: 3 }),
  fc.constant(nested(400)),
);

function nested(depth: number): unknown {
  let value: unknown = MARK;
  for (let n = 0; n < depth; n += 1) value = n % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Bytes that are no text, and texts that are nearly JSON. */
export const oddBytes: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  text.map((each) => Buffer.from(each)),
  oddValue.map((value) => Buffer.from(JSON.stringify(value))),
  oddValue.map((value) => Buffer.from(JSON.stringify(value)).subarray(0, -1)),
);

interface Change {
  readonly where: number;
  readonly how: 'replace' | 'remove' | 'double' | 'add';
  readonly value: unknown;
}

const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    where: fc.nat(10_000),
    how: fc.constantFrom('replace', 'replace', 'remove', 'double', 'add'),
    value: oddValue,
  }),
  { maxLength: 4 },
);

/** A real payload with a few of its parts replaced, removed, doubled or added. */
export function changed<T>(payloads: readonly T[]): fc.Arbitrary<T> {
  return fc.tuple(fc.constantFrom(...payloads), changes).map(([payload, each]) => {
    const copy = structuredClone({ root: payload }) as Record<string, unknown>;
    // Constant values are shared between cases, and must not come to hold themselves.
    for (const change of each) apply(copy, structuredClone(change));
    return copy.root as T;
  });
}

type Parent = Record<string, unknown>;

function apply(root: Parent, { where, how, value }: Change): void {
  const places = placesIn(root);
  const place = places[where % Math.max(1, places.length)];
  if (!place) return;
  const [parent, key] = place;
  if (how === 'replace') parent[key] = value;
  else if (how === 'remove') delete parent[key];
  else if (how === 'double') parent[key] = [parent[key], parent[key]];
  else parent[`${key}2`] = value;
}

/** Every place below the payload: who holds it, and under which key. */
function placesIn(value: unknown): (readonly [Parent, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Parent;
  return Object.keys(parent).flatMap((key) => [[parent, key] as const, ...placesIn(parent[key])]);
}
