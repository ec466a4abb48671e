-- Notices know with which others they were tried in one message.

-- AlterTable
ALTER TABLE "notice" ADD COLUMN "digest" BIGINT;
