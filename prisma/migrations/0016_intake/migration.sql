-- What a platform sent is stored before the platform hears that it arrived (decision 0017). Receipts from before were worked.
ALTER TABLE "receipt"
  ADD COLUMN "seq" BIGSERIAL NOT NULL,
  ADD COLUMN "state" TEXT NOT NULL DEFAULT 'worked',
  ADD COLUMN "channel" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "person" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "payload" TEXT,
  ADD COLUMN "owner" TEXT,
  ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0;

-- Few are not worked: the looks for what waits and for what was given up read these alone.
CREATE INDEX "receipt_open" ON "receipt" ("state", "seq") WHERE "state" <> 'worked';
