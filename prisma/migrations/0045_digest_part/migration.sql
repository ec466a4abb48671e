-- A message of many notices names each case with its own button, and is redrawn when a case in it is done.

-- CreateTable
CREATE TABLE "digest_part" (
    "digest" BIGINT NOT NULL,
    "notice" BIGINT NOT NULL,
    "platform" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "post" JSONB NOT NULL,
    "latest" JSONB,
    "latest_id" BIGINT NOT NULL,

    CONSTRAINT "digest_part_pkey" PRIMARY KEY ("digest","notice")
);

-- CreateIndex
CREATE INDEX "digest_part_subject" ON "digest_part"("platform", "channel", "subject");
