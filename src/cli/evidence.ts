import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { CliAnswer } from '../control/take-away/data.ts';
import { type EvidenceAsked, writeCase } from '../control/take-away/evidence.ts';
import { withDeskData } from './desk-data.ts';

/** Writes a case as a document and as JSON into the folder. */
export function writeEvidence(config: Config, given: EvidenceAsked): Promise<CliAnswer> {
  const asked = { ...given, folder: resolve(given.folder) };
  return withDeskData(config, { name: 'evidence', asked }, (data) => writeCase(data, asked));
}
