import { createContext, useContext } from './lib.js';

export const PageContext = createContext();

/** Shared by all parts of the page: `{ state, texts, act }`; see `createActs`. */
export function usePage() {
  return useContext(PageContext);
}
