import { describe, expect, it } from 'vitest';
import { adapterErrorOf, codeOf, refusalOf } from '../../../../src/adapter/feishu/wire/failure.ts';
import { AdapterError, type AdapterErrorKind } from '../../../../src/chat/adapter.ts';

const WORDS = 'the core switch burns';

/** HTTP status, code, kind. */
const CASES: readonly [number, number, AdapterErrorKind][] = [
  [429, 99991400, 'rate-limited'],
  [400, 99991400, 'rate-limited'],
  [429, 1, 'rate-limited'],
  [400, 230020, 'rate-limited'],
  [400, 230049, 'unavailable'],
  [500, 2200, 'unavailable'],
  [503, 231999, 'unavailable'],
  [200, 10014, 'unauthorized'],
  [400, 99991663, 'unauthorized'],
  [400, 99991672, 'unauthorized'],
  [403, 231999, 'unauthorized'],
  [400, 230027, 'unauthorized'],
  [400, 230011, 'gone'],
  [400, 230031, 'gone'],
  [400, 230110, 'gone'],
  [400, 231003, 'gone'],
  [400, 232009, 'gone'],
  [400, 230025, 'rejected'],
  [400, 230099, 'rejected'],
  [200, 231999, 'rejected'],
];

describe('a refusal of Feishu', () => {
  it.each(CASES)('HTTP %i with code %i is %s', (status, code, kind) => {
    const error = adapterErrorOf(refusalOf(status, { code, msg: WORDS }, {}));
    expect(error).toMatchObject({ platform: 'feishu', kind });
    expect(codeOf(error)).toBe(code);
  });

  it('tells how long to wait, where it is about that', () => {
    const headers = { 'x-ogw-ratelimit-reset': '12' };
    expect(adapterErrorOf(refusalOf(429, { code: 99991400 }, headers)).retryAfterMs).toBe(12_000);
    expect(adapterErrorOf(refusalOf(400, { code: 230099 }, headers)).retryAfterMs).toBeUndefined();
    for (const odd of ['', 'soon', '-1']) {
      const asked = adapterErrorOf(refusalOf(429, {}, { 'x-ogw-ratelimit-reset': odd }));
      expect(asked.retryAfterMs ?? 1_000).toBe(1_000);
    }
  });

  it('keeps of Feishu’s words only what is not ours', () => {
    const bad = refusalOf(400, { code: 230099, msg: `Failed, ext=ErrCode: 200621; ErrMsg: ${WORDS}` }, {});
    expect(bad.message).toBe('HTTP 400, code 230099, inner code 200621');
    const scope = 'Access denied. One of the following scopes is required: [im:chat, im:chat:read].';
    expect(refusalOf(400, { code: 99991672, msg: scope }, {}).message).toContain('needs im:chat, im:chat:read');
    expect(refusalOf(400, { code: 1, msg: WORDS }, {}).message).not.toContain(WORDS);
  });

  it('is none where nothing like it came', () => {
    for (const [status, body] of [
      [502, '<html>'],
      [200, '<html>'],
      [302, ''],
      [200, null],
    ] as const)
      expect(adapterErrorOf(refusalOf(status, body, {})).kind).toBe('unavailable');
    expect(adapterErrorOf(refusalOf(404, '<html>', {})).kind).toBe('rejected');
    expect(adapterErrorOf(new TypeError('x')).kind).toBe('unavailable');
    const ours = new AdapterError('feishu', 'exposed');
    expect(adapterErrorOf(ours)).toBe(ours);
  });
});
