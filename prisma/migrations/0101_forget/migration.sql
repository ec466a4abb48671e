-- People and customers can be forgotten (docs/decision/0050): the log of settings and the service books lose their words, too.

-- AlterTable
ALTER TABLE "book_version" ADD COLUMN     "masked_hash" TEXT;

-- AlterTable
ALTER TABLE "setting_event" ADD COLUMN     "digest" TEXT;

-- By hand: while words are deleted, the data of entries may change, names and contacts in a service book, and the chat name of
-- a customer's person in the record of exports. The record of access may be deleted once it is too old. Nothing else.
CREATE OR REPLACE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('deskbell.deletes_words', true) = 'on' AND (
    (TG_TABLE_NAME IN ('ticket_event', 'matter_event', 'setting_event')
      AND (to_jsonb(NEW) - '{data,salt,digest}'::text[]) = (to_jsonb(OLD) - '{data,salt,digest}'::text[]))
    OR (TG_TABLE_NAME = 'book_version'
      AND (to_jsonb(NEW) - '{source,edits,masked_hash}'::text[]) = (to_jsonb(OLD) - '{source,edits,masked_hash}'::text[]))
    OR (TG_TABLE_NAME = 'export_record' AND (to_jsonb(NEW) - 'who') = (to_jsonb(OLD) - 'who'))) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'confidential_access' AND current_setting('deskbell.ends_keeping', true) = 'on' THEN
    RETURN OLD;
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
