-- Notices know their next routes, who may read them, and in which language they speak.

-- AlterTable
ALTER TABLE "notice" ADD COLUMN "otherwise" JSONB NOT NULL DEFAULT '[]';

-- By hand: what an earlier version still owes is held to the stricter reading.
UPDATE "notice" SET "post" = jsonb_build_object('readers', CASE "audience" WHEN 'customer' THEN 'customer' ELSE 'staff' END,
    'language', 'zh-CN', 'gist', '') || "post"
  WHERE "status" IN ('pending', 'sending');
