-- Deskbell's first schema: service books, tickets and their log, duty, the outbox.
-- The tables are what `prisma/schema` says; what Prisma cannot say follows after them.

-- CreateTable
CREATE TABLE "book_version" (
    "id" SERIAL NOT NULL,
    "hash" TEXT NOT NULL,
    "source" JSONB NOT NULL,
    "applied_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "book_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_language" (
    "platform" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    CONSTRAINT "channel_language_pkey" PRIMARY KEY ("platform","channel")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "audience" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "thread" TEXT NOT NULL DEFAULT '',
    "lane" TEXT NOT NULL,
    "post" JSONB NOT NULL,
    "not_after" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "delivered_at" TIMESTAMPTZ(3),
    "error" TEXT,
    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posted_card" (
    "platform" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "thread_id" TEXT NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL,
    "notice_id" BIGINT NOT NULL,
    CONSTRAINT "posted_card_pkey" PRIMARY KEY ("platform","channel","subject")
);

-- CreateTable
CREATE TABLE "duty_rotation" (
    "key" TEXT NOT NULL,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "next_due_at" TIMESTAMPTZ(3),
    CONSTRAINT "duty_rotation_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "receipt" (
    "platform" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "receipt_pkey" PRIMARY KEY ("platform","event_id")
);

-- CreateTable
CREATE TABLE "ticket" (
    "id" SERIAL NOT NULL,
    "book_version_id" INTEGER NOT NULL,
    "customer" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "level" TEXT,
    "assignee" TEXT,
    "title" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "next_due_at" TIMESTAMPTZ(3),
    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_event" (
    "ticket_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    CONSTRAINT "ticket_event_pkey" PRIMARY KEY ("ticket_id","seq")
);

-- CreateIndex
CREATE INDEX "ticket_customer" ON "ticket"("customer", "id");

-- CreateIndex
CREATE UNIQUE INDEX "book_version_hash_key" ON "book_version"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "notice_key_key" ON "notice"("key");

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_book_version_id_fkey" FOREIGN KEY ("book_version_id") REFERENCES "book_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_event" ADD CONSTRAINT "ticket_event_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: partial indexes on what is still running. An empty look costs the same at ten rows and at a million.
CREATE INDEX "ticket_due" ON "ticket"("next_due_at", "id") WHERE "next_due_at" IS NOT NULL;
CREATE INDEX "duty_rotation_due" ON "duty_rotation"("next_due_at", "key") WHERE "next_due_at" IS NOT NULL;
CREATE INDEX "notice_open" ON "notice"("id") WHERE "status" IN ('pending', 'sending');
CREATE INDEX "notice_dead" ON "notice"("id") WHERE "status" = 'dead';
CREATE INDEX "notice_withdrawable" ON "notice"("subject") WHERE "status" = 'pending';

-- By hand: what a person's list looks by.
CREATE INDEX "ticket_assignee" ON "ticket"("assignee") WHERE "status" <> 'closed';

-- By hand: closed sets of words that only this room writes.
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_kind" CHECK ("kind" IN ('fault', 'question', 'requirement'));
ALTER TABLE "notice" ADD CONSTRAINT "notice_lane" CHECK ("lane" IN ('urgent', 'normal'));
ALTER TABLE "notice" ADD CONSTRAINT "notice_status"
  CHECK ("status" IN ('pending', 'sending', 'delivered', 'withdrawn', 'dropped', 'dead'));

-- By hand: the log and the applied books are append-only; deadlines are answered from them.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "ticket_event_append_only" BEFORE UPDATE OR DELETE ON "ticket_event"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "book_version_append_only" BEFORE UPDATE OR DELETE ON "book_version"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
