import type address from './en/address.json';
import type appointment from './en/appointment.json';
import type assurance from './en/assurance.json';
import type channel from './en/channel.json';
import type command from './en/command.json';
import type complaint from './en/complaint.json';
import type contact from './en/contact.json';
import type cover from './en/cover.json';
import type doctor from './en/doctor.json';
import type dossier from './en/dossier.json';
import type find from './en/find.json';
import type followup from './en/followup.json';
import type handoff from './en/handoff.json';
import type heard from './en/heard.json';
import type inspection from './en/inspection.json';
import type morning from './en/morning.json';
import type oncall from './en/oncall.json';
import type paper from './en/paper.json';
import type part from './en/part.json';
import type person from './en/person.json';
import type rating from './en/rating.json';
import type shared from './en/shared.json';
import type simulate from './en/simulate.json';
import type ticket from './en/ticket.json';
import type ticketBehalf from './en/ticket-behalf.json';
import type ticketConsent from './en/ticket-consent.json';
import type ticketIncident from './en/ticket-incident.json';
import type ticketPlan from './en/ticket-plan.json';
import type ticketSite from './en/ticket-site.json';
import type ticketTakeBack from './en/ticket-take-back.json';
import type ticketView from './en/ticket-view.json';

/** A new file of texts is added here, so that the compiler knows its keys. */
type TextsOfFiles = typeof address &
  typeof appointment &
  typeof assurance &
  typeof channel &
  typeof command &
  typeof complaint &
  typeof contact &
  typeof cover &
  typeof doctor &
  typeof dossier &
  typeof find &
  typeof followup &
  typeof handoff &
  typeof heard &
  typeof inspection &
  typeof morning &
  typeof oncall &
  typeof paper &
  typeof part &
  typeof person &
  typeof rating &
  typeof shared &
  typeof simulate &
  typeof ticket &
  typeof ticketBehalf &
  typeof ticketConsent &
  typeof ticketIncident &
  typeof ticketPlan &
  typeof ticketSite &
  typeof ticketTakeBack &
  typeof ticketView;

declare module '../lib/text-key.ts' {
  interface Texts extends TextsOfFiles {}
}
