-- What was taken out of the desk as a file: who, when, what.

-- CreateTable
CREATE TABLE "export_record" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "customer" TEXT,
    "from_at" TIMESTAMPTZ(3),
    "until_at" TIMESTAMPTZ(3),
    "format" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "export_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "export_record_at" ON "export_record"("at");

-- By hand: the record is append-only, like the logs.
CREATE TRIGGER "export_record_append_only" BEFORE UPDATE OR DELETE ON "export_record"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- The hash chain over each ticket's log.

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "log_hash" TEXT DEFAULT '';

-- AlterTable
ALTER TABLE "ticket_event" ADD COLUMN     "digest" TEXT,
ADD COLUMN     "hash" TEXT,
ADD COLUMN     "salt" TEXT;

-- By hand: tickets that are here already have an empty head, which tells the start to make their chains. A ticket that is
-- put in later without a head did not come from the desk.
ALTER TABLE "ticket" ALTER COLUMN "log_hash" DROP DEFAULT;
CREATE INDEX "ticket_unchained" ON "ticket"("id") WHERE "log_hash" = '';

-- By hand: two things may still change in a log. Its words, while they are deleted, and then the salts that would let
-- them be guessed; and the hashes of entries that have none yet.
CREATE OR REPLACE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME IN ('ticket_event', 'matter_event')
    AND current_setting('deskbell.deletes_words', true) = 'on'
    AND (to_jsonb(NEW) - '{data,salt,digest}'::text[]) = (to_jsonb(OLD) - '{data,salt,digest}'::text[]) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'ticket_event' AND current_setting('deskbell.chains_log', true) = 'on'
    AND to_jsonb(OLD)->>'hash' IS NULL
    AND (to_jsonb(NEW) - '{salt,hash}'::text[]) = (to_jsonb(OLD) - '{salt,hash}'::text[]) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
