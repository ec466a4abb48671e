import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { type AccessAsked, writeAccess } from '../control/take-away/access.ts';
import type { CliAnswer } from '../control/take-away/data.ts';
import { type ExportAsked, writeList } from '../control/take-away/export.ts';
import { withDeskData } from './desk-data.ts';

/** Writes a list into a file of the folder. */
export function writeExport(config: Config, given: ExportAsked): Promise<CliAnswer> {
  const asked = { ...given, folder: resolve(given.folder) };
  return withDeskData(config, { name: 'export', asked }, (data) => writeList(data, asked));
}

/** Writes who saw what of a confidential customer into a file of the folder. */
export function exportAccess(config: Config, given: AccessAsked): Promise<CliAnswer> {
  const asked = { ...given, folder: resolve(given.folder) };
  return withDeskData(config, { name: 'access', asked }, (data) => writeAccess(data, asked));
}
