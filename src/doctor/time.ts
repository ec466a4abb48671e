import { type Finding, finding } from '../chat/check.ts';
import type { PulseSeen } from '../clock/pulse.ts';
import { TELL_STEP_MS } from '../clock/steps.ts';
import type { Look } from '../db/look.ts';
import { type Instant, SECOND } from '../lib/instant.ts';
import type { DeskData } from './database.ts';

/** Servers under NTP agree to far less; the look itself takes a moment. */
const MOST_APART_MS = 5 * SECOND;

/** Whether this machine's clock agrees with the database's and with what the desk noted; `now` is this machine's. */
export function examineTime(look: Look<DeskData>, now: Instant): readonly Finding[] {
  // That the database cannot be reached is told by its own check.
  if (look.kind === 'absent') return [];
  const pulse = look.kind === 'seen' ? look.seen.pulse : undefined;
  if (!pulse) return [finding('note', 'doctor.time.unseen')];
  const found = [...apart(pulse, now), ...behind(pulse, now), ...stepped(pulse, now)];
  return found.length > 0 ? found : [finding('ok', 'doctor.time.ok')];
}

function apart({ databaseAt }: PulseSeen, now: Instant): Finding[] {
  const ms = now - databaseAt;
  if (Math.abs(ms) <= MOST_APART_MS) return [];
  return [finding('warning', 'doctor.time.differs', { seconds: Math.round(ms / SECOND) })];
}

function behind({ newestAt }: PulseSeen, now: Instant): Finding[] {
  if (newestAt === undefined || newestAt - now <= MOST_APART_MS) return [];
  return [finding('warning', 'doctor.time.behind', { seconds: Math.round((newestAt - now) / SECOND), newestAt })];
}

function stepped({ step }: PulseSeen, now: Instant): Finding[] {
  if (!step || Math.abs(now - step.at) >= TELL_STEP_MS) return [];
  return [
    finding('warning', 'doctor.time.stepped', { seconds: Math.round(step.steppedMs / SECOND), steppedAt: step.at }),
  ];
}
