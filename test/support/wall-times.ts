/**
 * Wall-clock times around both changes of summer time, with the instant that each means: `[zone, wall-clock time, where
 * it lies, instant]`. Berlin 2026: 02:00 becomes 03:00 on 29 March, 03:00 becomes 02:00 on 25 October, both at 01:00Z.
 * New York 2026: 02:00 becomes 03:00 on 8 March at 07:00Z, 02:00 becomes 01:00 on 1 November at 06:00Z. A time in the
 * hour that comes twice means its first pass; one in the skipped hour counts on from before the change.
 */
export const WALL_TIMES = [
  ['Europe/Berlin', '2026-03-29T01:59', 'before', '2026-03-29T00:59:00.000Z'],
  ['Europe/Berlin', '2026-03-29T02:00', 'skipped', '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29T02:30', 'skipped', '2026-03-29T01:30:00.000Z'],
  ['Europe/Berlin', '2026-03-29T03:00', 'after', '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25T01:59', 'before', '2026-10-24T23:59:00.000Z'],
  ['Europe/Berlin', '2026-10-25T02:00', 'repeated', '2026-10-25T00:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25T02:30', 'repeated', '2026-10-25T00:30:00.000Z'],
  ['Europe/Berlin', '2026-10-25T02:59', 'repeated', '2026-10-25T00:59:00.000Z'],
  ['Europe/Berlin', '2026-10-25T03:00', 'after', '2026-10-25T02:00:00.000Z'],
  ['America/New_York', '2026-03-08T01:59', 'before', '2026-03-08T06:59:00.000Z'],
  ['America/New_York', '2026-03-08T02:30', 'skipped', '2026-03-08T07:30:00.000Z'],
  ['America/New_York', '2026-03-08T03:00', 'after', '2026-03-08T07:00:00.000Z'],
  ['America/New_York', '2026-11-01T00:59', 'before', '2026-11-01T04:59:00.000Z'],
  ['America/New_York', '2026-11-01T01:00', 'repeated', '2026-11-01T05:00:00.000Z'],
  ['America/New_York', '2026-11-01T01:30', 'repeated', '2026-11-01T05:30:00.000Z'],
  ['America/New_York', '2026-11-01T02:00', 'after', '2026-11-01T07:00:00.000Z'],
  ['Asia/Shanghai', '2026-09-28T09:00', 'plain', '2026-09-28T01:00:00.000Z'],
] as const;
