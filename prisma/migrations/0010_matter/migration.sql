-- What the features beside the ticket keep an eye on: follow-ups, papers, parts, complaints, inspections.

-- CreateTable
CREATE TABLE "matter" (
    "id" SERIAL NOT NULL,
    "feature" TEXT NOT NULL,
    "book_version_id" INTEGER NOT NULL,
    "customer" TEXT NOT NULL,
    "ticket_id" INTEGER,
    "status" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "next_due_at" TIMESTAMPTZ(3),
    CONSTRAINT "matter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "matter_event" (
    "id" BIGSERIAL NOT NULL,
    "matter_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    CONSTRAINT "matter_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "matter_customer" ON "matter"("feature", "customer", "id");

-- CreateIndex
CREATE INDEX "matter_ticket" ON "matter"("ticket_id", "feature");

-- CreateIndex
CREATE INDEX "matter_event_matter" ON "matter_event"("matter_id", "id");

-- AddForeignKey
ALTER TABLE "matter" ADD CONSTRAINT "matter_book_version_id_fkey" FOREIGN KEY ("book_version_id") REFERENCES "book_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matter" ADD CONSTRAINT "matter_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matter_event" ADD CONSTRAINT "matter_event_matter_id_fkey" FOREIGN KEY ("matter_id") REFERENCES "matter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: a partial index on what is still running.
CREATE INDEX "matter_due" ON "matter"("next_due_at", "id") WHERE "next_due_at" IS NOT NULL;

-- By hand: the log is append-only.
CREATE TRIGGER "matter_event_append_only" BEFORE UPDATE OR DELETE ON "matter_event"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
