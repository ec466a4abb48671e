import type { BookSource } from '../book/schema.ts';
import type { ReportFacts } from '../ticket/case/ticket.ts';
import { foldText, lexemesOf } from '../words/lexeme.ts';
import { deviceMark, modelMark } from '../words/mark.ts';

/** Earlier tickets that are like a fault: how they are looked for, and how alike they are. */

/** Most lexemes of a fault that are looked for. */
const MOST_LEXEMES = 60;
/** From here on two reports tell of the same kind of trouble. */
const ALIKE = 0.25;
/** One word alone, such as `slow`, does not make two reports alike. */
const FEWEST_SHARED = 2;

/** Words that most reports have and that tell of no trouble in particular. */
const EMPTY_WORDS = new Set(
  (
    'a an the this that it its is are was were be been has have had do does did not no can cannot will would and or but ' +
    'of in on at to for from with by as since after before again still now today we our us you your i my me they there ' +
    'please help hello hi thanks when what all any some very 我们 你们 他们 这个 那个 一个 现在 今天 请问 请帮 帮忙 谢谢 你好 您好 没有 不能 无法 出现 目前'
  ).split(' '),
);

/** What a fault tells of, as lexemes. */
export function tellsOf({ title, details }: Pick<ReportFacts, 'title' | 'details'>): string[] {
  const lexemes = lexemesOf(`${title}\n${details}`);
  return lexemes.filter((each) => !EMPTY_WORDS.has(each)).slice(0, MOST_LEXEMES);
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
 * Those that tell of the same kind of trouble, then others about the same model of device; of each the solved ones first,
 * then the most alike. A lexeme counts the more the fewer candidates have it. Two reports with the same words have 1, two
 * without a common word 0.
 */
export function chooseAlike<C extends Candidate>(
  source: BookSource,
  fault: ReportFacts,
  candidates: readonly C[],
  most: number,
): C[] {
  const model = modelOf(source, fault);
  const scores = scoresOf(
    fault,
    candidates.map(({ facts }) => facts),
  );
  return candidates
    .map((candidate, index) => {
      const score = scores[index] ?? 0;
      const isSameModel = model !== undefined && modelOf(source, candidate.facts) === model;
      return { candidate, score, isAlike: score >= ALIKE, isSameModel };
    })
    .filter(({ isAlike, isSameModel }) => isAlike || isSameModel)
    .sort(
      (one, other) =>
        Number(other.isAlike) - Number(one.isAlike) ||
        Number(other.candidate.isSolved) - Number(one.candidate.isSolved) ||
        other.score - one.score,
    )
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** How alike the others are to a fault, from 0 to 1: the cosine of their lexemes. */
function scoresOf(fault: ReportFacts, others: readonly ReportFacts[]): number[] {
  const [ours = new Set<string>(), ...theirs] = [fault, ...others].map((facts) => new Set(tellsOf(facts)));
  const counts = new Map<string, number>();
  for (const tells of [ours, ...theirs]) for (const each of tells) counts.set(each, (counts.get(each) ?? 0) + 1);
  const weigh = (lexeme: string) => Math.log(1 + (theirs.length + 1) / (counts.get(lexeme) ?? 1)) ** 2;
  const sum = (lexemes: Iterable<string>) => [...lexemes].reduce((total, each) => total + weigh(each), 0);
  return theirs.map((tells) => {
    const shared = [...ours].filter((each) => tells.has(each));
    return shared.length < FEWEST_SHARED ? 0 : sum(shared) / Math.sqrt(sum(ours) * sum(tells));
  });
}
