import htm from './lib/htm.js';
import { h } from './lib/preact.js';

/** Markup as a tagged template. Inserted texts are never interpreted as markup. */
export const html = htm.bind(h);
export { useContext, useEffect, useId, useLayoutEffect, useMemo, useReducer, useRef, useState } from './lib/hooks.js';
export { createContext, render } from './lib/preact.js';
