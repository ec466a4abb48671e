import { describe, expect, it } from 'vitest';
import { createAddressLimit } from '../../src/lib/address-limit.ts';

describe('the limit of an address', () => {
  it('counts each address for itself and says how long to wait', async () => {
    const limit = createAddressLimit(2, 60);
    expect([await limit.count('192.0.2.1'), await limit.count('192.0.2.1')]).toEqual([0, 0]);
    expect(await limit.count('192.0.2.1')).toBeGreaterThan(50);
    expect(await limit.count('192.0.2.2')).toBe(0);
  });

  it('takes an IPv6 network of 64 bits for one address, however it is written', async () => {
    const limit = createAddressLimit(1, 60);
    expect(await limit.count('2001:db8::1')).toBe(0);
    expect(await limit.count('2001:DB8:0:0:ffff::2')).toBeGreaterThan(0);
    expect(await limit.count('2001:db8:0:1::1')).toBe(0);
  });

  it('remembers a bounded number of addresses: the oldest is forgotten', async () => {
    const limit = createAddressLimit(1, 60, 2);
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) expect(await limit.count(address)).toBe(0);
    expect(await limit.count('192.0.2.3')).toBeGreaterThan(0);
    expect(await limit.count('192.0.2.1')).toBe(0);
  });
});
