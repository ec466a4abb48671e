import { createContext, useContext } from './lib.js';

export const PageContext = createContext();

/** What every part of the page works with: `{ state, texts, act }`; see `createActs`. */
export function usePage() {
  return useContext(PageContext);
}
