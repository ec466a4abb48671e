import type { IncomingMessage } from 'node:http';

/** A request's body as it came, or the status to refuse it with: 413 above its own bound, 503 where all of them together are. */
export type Body = { readonly ok: true; readonly raw: Buffer } | { readonly ok: false; readonly status: 413 | 503 };

/** What all bodies that are still being read may hold in memory together. */
export interface BodyBudget {
  /** Opens the account of one body. */
  open(): Holder;
}

/** The bytes of one body so far. */
interface Holder {
  readonly chunks: Buffer[];
  bytes: number;
  /** Given up to make room for others: it is read on, and thrown away. */
  isDropped: boolean;
  add(chunk: Buffer): void;
  close(): void;
}

/**
 * A budget of `mostBytes`. Where one more piece would go beyond it, the body that holds the most is given up: many large
 * ones cannot keep a small one out, which is what chat platforms send. `onFull` is told each time.
 */
export function createBodyBudget(mostBytes: number, onFull: () => void): BodyBudget {
  const holders = new Set<Holder>();
  let held = 0;

  function drop(holder: Holder): void {
    held -= holder.bytes;
    holder.chunks.length = 0;
    holder.bytes = 0;
    holders.delete(holder);
  }

  function makeRoom(): void {
    while (held > mostBytes) {
      const [largest] = [...holders].sort((one, other) => other.bytes - one.bytes);
      if (!largest) return;
      largest.isDropped = true;
      drop(largest);
      onFull();
    }
  }

  return {
    open() {
      const holder: Holder = {
        chunks: [],
        bytes: 0,
        isDropped: false,
        add(chunk) {
          if (holder.isDropped) return;
          holder.chunks.push(chunk);
          holder.bytes += chunk.length;
          held += chunk.length;
          makeRoom();
        },
        close: () => drop(holder),
      };
      holders.add(holder);
      return holder;
    },
  };
}

const budgets = new WeakMap<IncomingMessage, BodyBudget>();

/** From now on the body of this request counts in that budget. */
export function countBody(request: IncomingMessage, budget: BodyBudget): void {
  budgets.set(request, budget);
}

/**
 * Reads a request to its end; at most `mostBytes` of it are kept. What is refused is read on, so that the sender gets to
 * read the answer, but not kept. Throws what the stream throws when its sender goes away.
 */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Body> {
  const holder = (budgets.get(request) ?? UNBOUNDED).open();
  let size = 0;
  let isTooLarge = Number(request.headers['content-length'] ?? 0) > mostBytes;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      isTooLarge ||= size > mostBytes;
      if (isTooLarge) holder.close();
      else holder.add(chunk);
    }
    if (isTooLarge) return { ok: false, status: 413 };
    return holder.isDropped ? { ok: false, status: 503 } : { ok: true, raw: Buffer.concat(holder.chunks) };
  } finally {
    holder.close();
  }
}

const UNBOUNDED = createBodyBudget(Number.POSITIVE_INFINITY, () => {});
