import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';

const BYTES = 32;

/** 32 random bytes under a name. The first process to ask makes them; every process on this database then has the same. */
export async function openSecret({ prisma }: Pick<Database, 'prisma'>, name: string): Promise<Buffer> {
  const made = { name, value: randomBytes(BYTES).toString('base64url') };
  await prisma.houseSecret.createMany({ data: [made], skipDuplicates: true });
  const { value } = await prisma.houseSecret.findUniqueOrThrow({ where: { name } });
  return Buffer.from(value, 'base64url');
}
