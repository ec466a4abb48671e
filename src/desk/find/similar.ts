import type { BookSource } from '../book/schema.ts';
import type { ReportFacts } from '../ticket/case/ticket.ts';
import { foldText, lexemesOf } from '../words/lexeme.ts';
import { deviceMark, modelMark } from '../words/mark.ts';

/** Earlier tickets that are like a fault: how they are looked for, and how alike they are. */

/** Most lexemes of a fault that are looked for. */
const MOST_LEXEMES = 60;
/** From here on two reports tell of the same kind of trouble; with the same model less will do. */
const ALIKE = 0.25;
const ALIKE_ON_SAME_MODEL = 0.1;

/** What a fault tells of, as lexemes. */
export function tellsOf({ title, details }: Pick<ReportFacts, 'title' | 'details'>): string[] {
  return lexemesOf(`${title}\n${details}`).slice(0, MOST_LEXEMES);
}

/** The model of a fault's device; undefined if it has none. */
function modelOf({ customers }: BookSource, { customer, device }: ReportFacts): string | undefined {
  const model = customers[customer]?.devices.find(({ key }) => key === device)?.model;
  return model ? foldText(model) : undefined;
}

/** The device and the model of a fault, as marks. */
export function marksOf(source: BookSource, facts: ReportFacts): string[] {
  const model = modelOf(source, facts);
  return [
    ...(model === undefined ? [] : [modelMark(model)]),
    ...(facts.device === undefined ? [] : [deviceMark(facts.customer, facts.device)]),
  ];
}

/** An earlier ticket that may be like the fault. */
export interface Candidate {
  readonly facts: ReportFacts;
  /** Whether it tells what helped. */
  readonly isSolved: boolean;
}

/**
 * Those that are alike, the solved ones first, then the most alike. A lexeme counts the more the fewer candidates have
 * it. Two reports with the same words have 1, two without a common word 0.
 */
export function chooseAlike<C extends Candidate>(
  source: BookSource,
  fault: ReportFacts,
  candidates: readonly C[],
  most: number,
): C[] {
  const all = [fault, ...candidates.map(({ facts }) => facts)].map((facts) => new Set(tellsOf(facts)));
  const counts = new Map<string, number>();
  for (const tells of all) for (const each of tells) counts.set(each, (counts.get(each) ?? 0) + 1);
  const weigh = (lexeme: string) => Math.log(1 + all.length / (counts.get(lexeme) ?? 1)) ** 2;
  const sum = (lexemes: Iterable<string>) => [...lexemes].reduce((total, each) => total + weigh(each), 0);
  const [ours = new Set<string>(), ...theirs] = all;
  const model = modelOf(source, fault);
  const scored = candidates.map((candidate, index) => {
    const tells = theirs[index] ?? new Set<string>();
    const score = sum([...ours].filter((each) => tells.has(each))) / Math.sqrt(sum(ours) * sum(tells) || 1);
    const isSameModel = model !== undefined && modelOf(source, candidate.facts) === model;
    return { candidate, score, isAlike: score >= (isSameModel ? ALIKE_ON_SAME_MODEL : ALIKE) };
  });
  return scored
    .filter(({ isAlike }) => isAlike)
    .sort((one, other) => Number(other.candidate.isSolved) - Number(one.candidate.isSolved) || other.score - one.score)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}
