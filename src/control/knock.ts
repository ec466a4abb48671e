import { z } from 'zod';
import { readAddress } from './address.ts';
import type { Answer } from './door.ts';

const Said = z.strictObject({
  text: z.string(),
  problem: z.string().optional(),
  status: z.union([z.literal(0), z.literal(1), z.literal(2)]),
});

/** Longer than any work of a desk takes; a desk that hangs must not hang its command. */
const WITHIN_MS = 5 * 60_000;

/**
 * Asks the desk that runs on a data directory. undefined: none runs there. `fault`: it could not do it, and its log says
 * why.
 */
export async function askDesk(
  folder: string,
  work: string,
  asked: object,
): Promise<Answer | { readonly fault: string } | undefined> {
  const address = await readAddress(folder);
  if (!address) return undefined;
  let response: Response;
  try {
    response = await fetch(new URL(work, address.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${address.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(WITHIN_MS),
    });
  } catch (error) {
    // A desk that was killed leaves its file behind.
    if (isRefused(error)) return undefined;
    return { fault: error instanceof Error ? error.message : String(error) };
  }
  // Another program has the port of a desk that was killed.
  if (response.status === 401 || response.status === 404) return undefined;
  const said = response.ok ? Said.safeParse(await response.json()) : undefined;
  return said?.data ?? { fault: `HTTP ${response.status}` };
}

function isRefused(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code === 'ECONNREFUSED';
}
