import { createMatterStore } from '../matter/store.ts';
import type { Appointment, AppointmentEntry } from './appointment.ts';

/** The appointments as they stand in the database. */
export const appointments = createMatterStore<Appointment, AppointmentEntry>('appointment');
