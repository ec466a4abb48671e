/** What Prisma's command line reads: `npm run db:generate`. */
export default { schema: 'prisma/schema', migrations: { path: 'prisma/migrations' } };
