import { helpCommand } from './command/help.ts';
import { languageCommand } from './command/language.ts';
import { accountCommands } from './desk/account/command.ts';
import { appointmentCommands } from './desk/appointment/command.ts';
import { assuranceCommands } from './desk/assurance/command.ts';
import { boardCommands } from './desk/board/command.ts';
import { bindingCommands } from './desk/channel/binding.ts';
import { channelCommands } from './desk/channel/channel.ts';
import { complaintCommands } from './desk/complaint/command.ts';
import { confidentialCommands } from './desk/confidential/command.ts';
import { coverCommands } from './desk/cover/command.ts';
import type { Command } from './desk/desk.ts';
import { caseCommands } from './desk/dossier/case-command.ts';
import { dossierCommands } from './desk/dossier/command.ts';
import { editCommands } from './desk/edit/command.ts';
import { exportCommands } from './desk/export/command.ts';
import { fileCommands } from './desk/file/command.ts';
import { findCommands } from './desk/find/command.ts';
import { followupCommands } from './desk/followup/command.ts';
import { handoffCommands } from './desk/handoff/command.ts';
import { healthCommands } from './desk/health/command.ts';
import { heardCommands } from './desk/heard/command.ts';
import { holidayCommands } from './desk/holiday/command.ts';
import { inspectionCommands } from './desk/inspection/command.ts';
import { letterCommands } from './desk/letter/command.ts';
import { linkCommands } from './desk/link/command.ts';
import { oncallCommands } from './desk/oncall/command.ts';
import { paperCommands } from './desk/paper/command.ts';
import { partCommands } from './desk/part/command.ts';
import { patchCommands } from './desk/patch/command.ts';
import { personCommands } from './desk/person/command.ts';
import { idCommand } from './desk/person/id-command.ts';
import { ratingCommands } from './desk/rating/command.ts';
import { reportCommands } from './desk/report/command.ts';
import { revisionCommands } from './desk/revision/command.ts';
import { rotaCommands } from './desk/rota/command.ts';
import { sheetCommands } from './desk/sheet/command.ts';
import { ticketCommands } from './desk/ticket/command.ts';
import { ticketSideCommands } from './desk/ticket/side-commands.ts';
import { triageCommands } from './desk/triage/command.ts';

/** Everything that people can ask of the desk, by its features. */
/** What each feature brings: the registry that help, manifests and parsers are made from. */
const FEATURES: readonly Command[] = [
  ...ticketCommands,
  ...triageCommands,
  ...caseCommands,
  ...assuranceCommands,
  ...appointmentCommands,
  ...followupCommands,
  ...ratingCommands,
  ...inspectionCommands,
  ...paperCommands,
  ...reportCommands,
  ...sheetCommands,
  ...complaintCommands,
  ...partCommands,
  ...patchCommands,
  ...editCommands,
  ...ticketSideCommands,
  ...dossierCommands,
  ...fileCommands,
  ...exportCommands,
  ...findCommands,
  ...boardCommands,
  ...linkCommands,
  ...healthCommands,
  ...confidentialCommands,
  ...channelCommands,
  ...bindingCommands,
  ...rotaCommands,
  ...oncallCommands,
  ...holidayCommands,
  ...revisionCommands,
  ...coverCommands,
  ...handoffCommands,
  ...personCommands,
  idCommand,
  ...accountCommands,
  ...heardCommands,
  ...letterCommands,
  languageCommand,
];
export const COMMANDS: readonly Command[] = [...FEATURES, helpCommand(FEATURES)];
