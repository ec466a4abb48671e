-- A lane for what is not urgent: it waits for company and goes out with it.
ALTER TABLE "notice" DROP CONSTRAINT "notice_lane";
ALTER TABLE "notice" ADD CONSTRAINT "notice_lane" CHECK ("lane" IN ('urgent', 'normal', 'calm'));
