-- Who opened what of a confidential customer; and words are taken out of logs when their data is deleted (E9).

-- CreateTable
CREATE TABLE "confidential_access" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "customer" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "about" TEXT NOT NULL,

    CONSTRAINT "confidential_access_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "confidential_access_customer" ON "confidential_access"("customer", "id");

-- By hand: the record of access is append-only, like the logs.
CREATE TRIGGER "confidential_access_append_only" BEFORE UPDATE OR DELETE ON "confidential_access"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- By hand: a log stays append-only but for the data of its entries, while a transaction deletes a customer's words. What
-- an entry is, when it was written and by whom cannot change even then.
CREATE OR REPLACE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME IN ('ticket_event', 'matter_event')
    AND current_setting('deskbell.deletes_words', true) = 'on'
    AND (to_jsonb(NEW) - 'data') = (to_jsonb(OLD) - 'data') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
