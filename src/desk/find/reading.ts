import { type Period, readPeriod } from '../period-words.ts';
import type { CivilDate } from '../sla/calendar-spec.ts';
import type { TicketStatus } from '../ticket/case/ticket.ts';
import { foldText, queryOfText } from '../words/lexeme.ts';
import type { NamedThing, NameLookup } from './names.ts';

/**
 * What the words of a search mean: names that the book knows, states and dates become filters, everything else is
 * looked for in the tickets. All of them must hold. What stands in quotes is looked for as it is.
 */

/** One part of a search. `said`: as it was typed, quotes included. */
export type Clause = { readonly said: string } & (
  | { readonly kind: 'word'; readonly text: string; readonly query: string }
  | { readonly kind: NamedThing; readonly name: string; readonly query: string; readonly customer?: string }
  | { readonly kind: 'state'; readonly state: StateWord }
  | { readonly kind: 'date'; readonly period: Period }
);

export interface ReadingTerms {
  readonly today: CivilDate;
  /** What the asker may name. */
  readonly names: NameLookup;
}

/** `pending`: not closed, as `/desk open` lists them. */
export type StateWord = TicketStatus | 'pending';

export const STATES: Readonly<Record<StateWord, readonly TicketStatus[]>> = {
  pending: ['open', 'resolved'],
  open: ['open'],
  resolved: ['resolved'],
  closed: ['closed'],
  withdrawn: ['withdrawn'],
};

const STATE_WORDS: Readonly<Record<string, StateWord>> = {
  open: 'pending',
  未结: 'pending',
  未关闭: 'pending',
  unresolved: 'open',
  未解决: 'open',
  未修复: 'open',
  处理中: 'open',
  resolved: 'resolved',
  已解决: 'resolved',
  已修复: 'resolved',
  closed: 'closed',
  已关闭: 'closed',
  已结: 'closed',
  已结单: 'closed',
  withdrawn: 'withdrawn',
  已撤回: 'withdrawn',
};

/** Most words that one name or date has: `between 1 Oct and 5 Oct` has six. */
const MOST_TOKENS = 6;
/** Words before a filter that add nothing: `in October`, `by Li Wei`. */
const LEADS = new Set(['in', 'by', 'from', 'on', 'for', 'of', 'at', 'with', '在', '由']);
/** What every search is about. Alone they are words like others. */
const FILLERS = new Set(['ticket', 'tickets', '工单', '的', 'and']);

interface Token {
  readonly said: string;
  readonly quoted: boolean;
}

/** Reads a search. Empty if there is nothing to look for. */
export function readSearch(text: string, terms: ReadingTerms): Clause[] {
  const tokens = tokensOf(text, terms);
  const clauses: Clause[] = [];
  for (let at = 0; at < tokens.length; ) {
    const lead = tokens[at + 1] && !tokens[at]?.quoted && LEADS.has(foldText(tokens[at]?.said ?? '')) ? 1 : 0;
    const filter = filterAt(tokens, at, terms) ?? (lead ? filterAt(tokens, at + lead, terms, at) : undefined);
    if (filter) clauses.push(filter.clause);
    else clauses.push(...wordOf(tokens[at]));
    at = filter ? filter.next : at + 1;
  }
  const meant = clauses.filter(({ kind, said }) => kind !== 'word' || !FILLERS.has(foldText(said)));
  return meant.length > 0 ? meant : clauses;
}

/** The longest filter that begins at a token. */
function filterAt(tokens: readonly Token[], at: number, terms: ReadingTerms, from = at) {
  for (let count = Math.min(MOST_TOKENS, tokens.length - at); count > 0; count -= 1) {
    const those = tokens.slice(at, at + count);
    if (those.some(({ quoted }) => quoted)) continue;
    const said = those.map((each) => each.said).join(' ');
    const clause = filterOf(said, terms);
    if (clause) {
      const whole = tokens.slice(from, at + count).map((each) => each.said);
      return { clause: { ...clause, said: whole.join(' ') }, next: at + count };
    }
  }
  return undefined;
}

function filterOf(said: string, { today, names }: ReadingTerms): Clause | undefined {
  const wanted = foldText(said);
  const state = Object.hasOwn(STATE_WORDS, wanted) ? STATE_WORDS[wanted] : undefined;
  if (state) return { kind: 'state', said, state };
  const named = names(wanted);
  if (named) return { ...named, said };
  const period = readPeriod(said, today);
  return period && { kind: 'date', said, period };
}

function wordOf(token: Token | undefined): Clause[] {
  const query = token && queryOfText(token.said);
  if (!token || query === undefined) return [];
  const said = token.quoted ? `"${token.said}"` : token.said;
  return [{ kind: 'word', said, text: token.said, query }];
}

const PIECES = /["“”„]([^"“”„]*)["“”„]|「([^」]*)」|([^\s,，、;；"“”„「]+)/g;

/** The words of a search. Chinese puts no blanks between them: known filters are split off where a word begins. */
function tokensOf(text: string, terms: ReadingTerms): Token[] {
  return [...text.matchAll(PIECES)].flatMap(([, quoted, bracketed, plain]): Token[] => {
    const inQuotes = quoted ?? bracketed;
    if (inQuotes !== undefined) return inQuotes.trim() === '' ? [] : [{ said: inQuotes.trim(), quoted: true }];
    return splitDense(plain ?? '', terms).map((said) => ({ said, quoted: false }));
  });
}

/** `上周的交换机` → `上周`, `交换机`; `李伟的工单` → `李伟`, `工单`. */
function splitDense(word: string, terms: ReadingTerms): string[] {
  if (!/\p{Script=Han}/u.test(word) || filterOf(word, terms)) return [word];
  const points = [...word];
  for (let length = points.length - 1; length >= 2; length -= 1) {
    const head = points.slice(0, length).join('');
    const clause = filterOf(head, terms);
    if (!clause) continue;
    const rest = points.slice(length).join('').replace(/^的/, '');
    // A name may be a part of a longer word; a date or a state is not.
    const isApart = clause.kind === 'date' || clause.kind === 'state' || points[length] === '的';
    if (isApart) return rest === '' ? [head] : [head, ...splitDense(rest, terms)];
  }
  return [word];
}
