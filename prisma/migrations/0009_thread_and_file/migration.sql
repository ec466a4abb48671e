-- Which ticket a thread is of; files that we made ourselves.

-- CreateIndex
CREATE INDEX "posted_card_thread" ON "posted_card"("platform", "channel", "thread_id");

-- CreateTable
CREATE TABLE "made_file" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "made_file_pkey" PRIMARY KEY ("id")
);
