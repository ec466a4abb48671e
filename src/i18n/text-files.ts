import type account from './en/account.json';
import type address from './en/address.json';
import type appointment from './en/appointment.json';
import type assurance from './en/assurance.json';
import type attendance from './en/attendance.json';
import type backup from './en/backup.json';
import type board from './en/board.json';
import type boardAct from './en/board-act.json';
import type bookInit from './en/book-init.json';
import type bookLife from './en/book-life.json';
import type bookMove from './en/book-move.json';
import type channel from './en/channel.json';
import type command from './en/command.json';
import type complaint from './en/complaint.json';
import type confidential from './en/confidential.json';
import type contact from './en/contact.json';
import type cover from './en/cover.json';
import type doctor from './en/doctor.json';
import type dossier from './en/dossier.json';
import type edit from './en/edit.json';
import type evidence from './en/evidence.json';
import type exporting from './en/export.json';
import type file from './en/file.json';
import type find from './en/find.json';
import type followup from './en/followup.json';
import type handoff from './en/handoff.json';
import type health from './en/health.json';
import type heard from './en/heard.json';
import type holidays from './en/holidays.json';
import type hook from './en/hook.json';
import type importBook from './en/import.json';
import type inspection from './en/inspection.json';
import type late from './en/late.json';
import type letter from './en/letter.json';
import type link from './en/link.json';
import type morning from './en/morning.json';
import type oncall from './en/oncall.json';
import type oncallGroup from './en/oncall-group.json';
import type paper from './en/paper.json';
import type paperQuarter from './en/paper-quarter.json';
import type part from './en/part.json';
import type patch from './en/patch.json';
import type person from './en/person.json';
import type privacy from './en/privacy.json';
import type rating from './en/rating.json';
import type replay from './en/replay.json';
import type report from './en/report.json';
import type revision from './en/revision.json';
import type rota from './en/rota.json';
import type setup from './en/setup.json';
import type shared from './en/shared.json';
import type sheet from './en/sheet.json';
import type simulate from './en/simulate.json';
import type term from './en/term.json';
import type ticket from './en/ticket.json';
import type ticketBehalf from './en/ticket-behalf.json';
import type ticketConsent from './en/ticket-consent.json';
import type ticketFix from './en/ticket-fix.json';
import type ticketForm from './en/ticket-form.json';
import type ticketIncident from './en/ticket-incident.json';
import type ticketNext from './en/ticket-next.json';
import type ticketPage from './en/ticket-page.json';
import type ticketPlan from './en/ticket-plan.json';
import type ticketReply from './en/ticket-reply.json';
import type ticketSite from './en/ticket-site.json';
import type ticketTakeBack from './en/ticket-take-back.json';
import type ticketTriage from './en/ticket-triage.json';
import type ticketView from './en/ticket-view.json';
import type webhook from './en/webhook.json';

/** A new file of texts is added here, so that the compiler knows its keys. */
type TextsOfFiles = typeof account &
  typeof address &
  typeof appointment &
  typeof assurance &
  typeof attendance &
  typeof bookLife &
  typeof bookMove &
  typeof backup &
  typeof board &
  typeof boardAct &
  typeof bookInit &
  typeof channel &
  typeof command &
  typeof complaint &
  typeof confidential &
  typeof contact &
  typeof cover &
  typeof doctor &
  typeof dossier &
  typeof edit &
  typeof evidence &
  typeof exporting &
  typeof file &
  typeof find &
  typeof followup &
  typeof handoff &
  typeof health &
  typeof heard &
  typeof holidays &
  typeof hook &
  typeof importBook &
  typeof inspection &
  typeof late &
  typeof letter &
  typeof link &
  typeof morning &
  typeof oncall &
  typeof oncallGroup &
  typeof paper &
  typeof paperQuarter &
  typeof part &
  typeof patch &
  typeof person &
  typeof privacy &
  typeof rating &
  typeof revision &
  typeof replay &
  typeof report &
  typeof rota &
  typeof setup &
  typeof shared &
  typeof sheet &
  typeof simulate &
  typeof term &
  typeof ticket &
  typeof ticketBehalf &
  typeof ticketConsent &
  typeof ticketFix &
  typeof ticketForm &
  typeof ticketIncident &
  typeof ticketNext &
  typeof ticketPage &
  typeof ticketPlan &
  typeof ticketReply &
  typeof ticketSite &
  typeof ticketTakeBack &
  typeof ticketTriage &
  typeof ticketView &
  typeof webhook;

declare module '../lib/text-key.ts' {
  interface Texts extends TextsOfFiles {}
}
