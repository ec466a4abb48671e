import type { BoardBlock, BoardForm, BoardLines } from '../../../chat/board.ts';
import type { Tone } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { headingOf, SHEET_KINDS, SHEETS } from '../../book/import/columns.ts';
import type { Imported } from '../../book/import/import.ts';
import type { Ask } from '../../desk.ts';
import { directorsOf } from '../../person/person.ts';
import type { Compared } from '../../revision/apply.ts';
import { effectLines } from '../../revision/words/effect-words.ts';
import { countLine, revisionParts } from '../../revision/words/words.ts';
import type { BoardContent } from '../content.ts';

/** The page on which a director puts a spreadsheet into the service book. */

/** As for `/desk book`. */
export function mayImport({ asker, book }: Ask): boolean {
  return asker.staff && directorsOf(book.source.people).includes(asker.key);
}

/** Longer lists are cut: `deskbell import` and `deskbell book diff` print all of it. */
const MOST_LINES = 200;

/** The page before anything was uploaded, or with what came of it above the forms. */
export async function readImport(ask: Ask, came: readonly BoardBlock[] = []): Promise<BoardContent> {
  const { language } = ask.asker;
  return { blocks: [...came, uploadForm(language), templateForm(language)] };
}

/** Every mistake, by sheet, row and column. */
export function mistakesOf(mistakes: readonly string[], language: Language): BoardBlock[] {
  return [linesOf(t(language, 'import.mistakes', { number: mistakes.length }), mistakes, 'bad', language)];
}

/** What would change, what it means, and the button that applies exactly this. */
export function previewOf(
  imported: Extract<Imported, { ok: true }>,
  { current, revision, effects }: Compared,
  { draft, language }: { readonly draft: string; readonly language: Language },
): BoardBlock[] {
  const { version } = current;
  const counted = SHEET_KINDS.flatMap((kind) => {
    const { added, changed, same } = imported.counts[kind];
    if (added + changed + same === 0) return [];
    return [t(language, 'import.counts', { sheet: headingOf(SHEETS[kind], language), added, changed, same })];
  });
  const apply: BoardForm = {
    ...{ block: 'form', key: 'apply', action: 'apply', args: { draft }, fields: [] },
    title: t(language, 'board.import.apply-title', { version }),
    text: `${countLine(revision, language)} · ${t(language, 'book.open-stay')}`,
    buttons: [{ label: t(language, 'board.import.apply'), value: 'apply', isMain: true }],
  };
  return [
    linesOf(t(language, 'board.import.read'), [...imported.notes, ...counted], 'neutral', language),
    ...revisionParts(revision, language).map(({ heading, lines }) => linesOf(heading, lines, 'neutral', language)),
    linesOf(t(language, 'book.effect.heading'), effectLines(effects, language), 'neutral', language),
    apply,
  ];
}

/** Only what a person should know of a file that changes nothing, or of a version that is in force since. */
export function toldOf(title: string, lines: readonly string[], tone: Tone): BoardLines {
  return { block: 'lines', title, tone, lines };
}

function linesOf(title: string, lines: readonly string[], tone: Tone, language: Language): BoardLines {
  const rest = lines.length - MOST_LINES;
  const more = rest > 0 ? [t(language, 'book.more', { number: rest })] : [];
  return toldOf(title, [...lines.slice(0, MOST_LINES), ...more], tone);
}

function uploadForm(language: Language): BoardForm {
  const sheets = SHEET_KINDS.map((kind) => ({ value: kind, label: headingOf(SHEETS[kind], language) }));
  return {
    ...{ block: 'form', key: 'import', action: 'import', args: {} },
    title: t(language, 'board.import.upload-title'),
    text: t(language, 'board.import.upload-text'),
    file: {
      label: t(language, 'board.import.file'),
      hint: t(language, 'board.import.file-hint'),
      accept: '.xlsx,.csv',
    },
    fields: [
      {
        kind: 'choice',
        name: 'sheet',
        label: t(language, 'board.import.sheet'),
        value: '',
        options: [{ value: '', label: t(language, 'board.import.sheet-by-name') }, ...sheets],
      },
    ],
    buttons: [{ label: t(language, 'board.import.upload'), value: 'import', isMain: true }],
  };
}

function templateForm(language: Language): BoardForm {
  return {
    ...{ block: 'form', key: 'template', action: 'template', args: {}, fields: [] },
    title: t(language, 'board.import.template-title'),
    text: t(language, 'board.import.template-text'),
    buttons: [{ label: t(language, 'board.import.template'), value: 'template' }],
  };
}
