-- CreateTable
CREATE TABLE "ticket_words" (
    "ticket_id" INTEGER NOT NULL,
    "customer" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "told" tsvector NOT NULL,
    "team" tsvector NOT NULL,

    CONSTRAINT "ticket_words_pkey" PRIMARY KEY ("ticket_id")
);

-- CreateIndex
CREATE INDEX "ticket_words_opened" ON "ticket_words"("opened_at", "ticket_id");

-- CreateIndex
CREATE INDEX "ticket_words_customer" ON "ticket_words"("customer", "opened_at", "ticket_id");

-- CreateIndex
CREATE INDEX "ticket_words_told" ON "ticket_words" USING GIN ("told");

-- CreateIndex
CREATE INDEX "ticket_words_team" ON "ticket_words" USING GIN ("team");

-- AddForeignKey
ALTER TABLE "ticket_words" ADD CONSTRAINT "ticket_words_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: few tickets are not closed, and most searches by state are for those.
CREATE INDEX "ticket_words_pending" ON "ticket_words"("opened_at", "ticket_id") WHERE "status" <> 'closed';

-- By hand: what turns add waits in a list until it is sorted into the index. A short list keeps both the sorting, which one
-- turn does for the others, and the search of the list within milliseconds.
ALTER INDEX "ticket_words_told" SET (gin_pending_list_limit = 512);
ALTER INDEX "ticket_words_team" SET (gin_pending_list_limit = 512);

-- By hand: without statistics every word counts as rare, so that the index is used for it. With them PostgreSQL reads the
-- whole table for a common word, and does not know that unpacking each row's words takes most of the time.
ALTER TABLE "ticket_words" ALTER COLUMN "told" SET STATISTICS 0;
ALTER TABLE "ticket_words" ALTER COLUMN "team" SET STATISTICS 0;
