-- Who put a version of the service book in force, and by which way.

-- AlterTable
ALTER TABLE "book_version" ADD COLUMN     "applied_by" TEXT,
ADD COLUMN     "applied_via" TEXT;
