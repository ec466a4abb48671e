-- A lane for cards whose notices were told already: behind everything new.
ALTER TABLE "notice" DROP CONSTRAINT "notice_lane";
ALTER TABLE "notice" ADD CONSTRAINT "notice_lane" CHECK ("lane" IN ('urgent', 'normal', 'calm', 'card'));

-- What waits on one order key, in order.
CREATE INDEX "notice_waiting" ON "notice"("platform", "channel", "lane", "id") WHERE "status" IN ('pending', 'sending');

-- What a card shows, so that one which shows it already is left alone.
ALTER TABLE "posted_card" ADD COLUMN "shown" TEXT NOT NULL DEFAULT '';
