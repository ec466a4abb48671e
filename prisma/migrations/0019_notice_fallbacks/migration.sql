-- No notice ever had a last instant.
ALTER TABLE "notice" DROP COLUMN "not_after";

-- The places that a notice goes to when its own is gone: what is stored stays, under a plainer name.
ALTER TABLE "notice" RENAME COLUMN "otherwise" TO "fallbacks";
