import type { OwedFile } from '../../chat/file.ts';
import { t } from '../../i18n/i18n.ts';
import { enqueue, storeFile } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce } from '../address/announce.ts';
import { isSealed } from '../address/confidential.ts';
import { fileNotice } from '../address/file-notice.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import { routesOf } from '../address/route.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { siteName } from '../card/customer.ts';
import { carriable } from '../card/file-links.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { inspections } from '../inspection/store.ts';
import { termsOf } from '../inspection/terms.ts';
import { DOCX } from './document/document.ts';
import { audienceName, missingFileLine } from './file.ts';
import { paperLanguage } from './gather.ts';
import { type InspectionSource, inspectionDocument } from './inspection-content.ts';

/** Most photos sent with a report; the report names all of them. */
const MAX_PHOTOS_SENT = 20;

/**
 * Sends the inspection report as a Word file (D14): a draft to the team when the inspection ends, then the report with
 * its photos to the customer, who is to sign it; once signed, with the signature to both.
 */
export async function onInspectionWritten(
  turn: DeskTurn,
  { inspectionId, report }: Extract<Fact, { kind: 'inspection.written' }>,
): Promise<void> {
  const about = await gather(turn, inspectionId);
  const document = inspectionDocument(about, report === 'draft' ? 'draft' : 'final', turn.now);
  const name = [numberOf('inspection', inspectionId), document.title, document.mark].filter(Boolean).join(' ');
  const { renderDocument } = await import('./document/render.ts');
  const file = await storeFile(turn, { name: `${name}.docx`, mediaType: DOCX, bytes: await renderDocument(document) });
  const photos = (about.state.checklist?.photos ?? []).flatMap((photo) => carriable(photo.file) ?? []);
  const notices = wordsOf(turn, about, report).flatMap((words) => {
    if (isSealed(about.source, about.state.customer, words.place)) return [words];
    const files: OwedFile[] =
      words.audience === 'customer' && report === 'final' ? [file, ...photos.slice(0, MAX_PHOTOS_SENT)] : [file];
    return [words, ...files.map((each, index) => noticeForFile(words, each, index, about))];
  });
  await enqueue(turn, notices, []);
}

async function gather(turn: DeskTurn, id: number): Promise<InspectionSource> {
  const found = await inspections.find(turn.tx, id);
  if (!found) throw new Error(`inspection ${id} of a report is not found`);
  const { state } = found;
  const book = await bookOf(turn, found.book);
  const entries = await inspections.listEntries(turn.tx, id);
  const staff = entries.flatMap((entry) =>
    entry.kind === 'inspection.updated' && entry.data.entered !== undefined ? [entry.by] : [],
  );
  const delivered = entries.filter(
    (entry) => entry.kind === 'inspection.updated' && entry.data.what === 'deliver-inspection-report',
  ).length;
  return {
    id,
    state,
    // A draft is of the version that is delivered next.
    version: delivered + (state.report.delivered ? 0 : 1),
    rule: termsOf(book, state.customer, state.site).rule,
    staff: [...new Set(staff)],
    source: book.source,
    language: paperLanguage(book, state.customer),
  };
}

type Report = Extract<Fact, { kind: 'inspection.written' }>['report'];

function wordsOf(turn: DeskTurn, { id, state, source }: InspectionSource, report: Report): Notice[] {
  const subject = subjectOf('inspection', id);
  const announcement = {
    key: `${subject}|report-file|${report}|#${state.entries}`,
    kind: 'paper.file',
    subject,
    at: turn.now,
    to: report === 'draft' ? ['team'] : ['team', 'customer'],
    customer: state.customer,
    fields: {},
    unlisted: true as const,
  };
  return announce(directoryOf(turn, { source }), announcement, (_, language) => ({
    card: undefined,
    line: t(language, `line.paper.${report === 'final' ? 'file' : report}`, {
      paper: t(language, 'paper.inspection-report'),
      about: `${numberOf('inspection', id)} · ${siteName(source, state, language)}`,
    }),
    pings: [],
  }));
}

/** Notice for one file. If the file fails, the team is told in its own channel. */
function noticeForFile(words: Notice, file: OwedFile, index: number, { source, state }: InspectionSource): Notice {
  const [team] = routesOf(source, 'team', state.customer);
  const { place, language } = team ?? { place: words.place, language: words.post.language };
  return fileNotice(words, file, index, {
    place,
    readers: 'staff',
    language,
    lead: t(language, 'paper.file-left', {
      name: isSealed(source, state.customer, place) ? t(language, 'confidential.file') : file.name,
      paper: t(language, 'paper.inspection-report'),
      whom: audienceName(words.audience, source, state.customer, language),
    }),
    tooLarge: t(language, 'file.too-large'),
    failed: t(language, 'file.failed'),
    there: missingFileLine(words, file, t(words.post.language, 'paper.inspection-report')),
  });
}
