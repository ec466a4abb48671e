import type { Tx } from '../../db/database.ts';

/** The numbers of the tickets about a device that are neither closed nor withdrawn; `most` of them. */
export async function listTicketsOfDevice(tx: Tx, customer: string, device: string, most: number): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `select id from ticket
      where customer = $1 and status in ('open', 'resolved') and state->'facts'->>'device' = $2
      order by id limit $3`,
    [customer, device, most],
  );
  return rows.map(({ id }) => id);
}
