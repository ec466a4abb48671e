-- The hash chain over the log of each matter: complaints, parts, papers, inspections and all others.

-- AlterTable
ALTER TABLE "matter" ADD COLUMN     "entries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "log_hash" TEXT DEFAULT '';

-- AlterTable
ALTER TABLE "matter_event" ADD COLUMN     "digest" TEXT,
ADD COLUMN     "hash" TEXT,
ADD COLUMN     "salt" TEXT,
ADD COLUMN     "seq" INTEGER;

-- By hand: as for tickets (0061), an empty head tells the start to make the chain of a matter that is here already.
ALTER TABLE "matter" ALTER COLUMN "log_hash" DROP DEFAULT;
CREATE INDEX "matter_unchained" ON "matter"("id") WHERE "log_hash" = '';

-- By hand: the hashes of entries that have none yet may be added to matters, too.
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
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'matter_event' AND current_setting('deskbell.chains_log', true) = 'on'
    AND to_jsonb(OLD)->>'hash' IS NULL
    AND (to_jsonb(NEW) - '{seq,salt,hash}'::text[]) = (to_jsonb(OLD) - '{seq,salt,hash}'::text[]) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
