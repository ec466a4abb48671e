import { createMatterStore } from '../matter/store.ts';
import type { Cover, CoverEntry } from './cover.ts';

/** The questions who covers a time of duty. */
export const covers = createMatterStore<Cover, CoverEntry>('cover', ({ status, endsAt }) =>
  status === 'open' ? endsAt : undefined,
);
