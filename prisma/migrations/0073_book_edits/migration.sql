-- The small edits in chat that a version of the service book has beside its file.

-- AlterTable
ALTER TABLE "book_version" ADD COLUMN     "edits" JSONB;
