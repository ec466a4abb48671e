-- The board: personal links with their sessions, and the order in which open cases are listed there.

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "promise_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "board_session" (
    "id" TEXT NOT NULL,
    "secret" TEXT,
    "person" TEXT NOT NULL,
    "customer" TEXT,
    "platform" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "board_session_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "board_session_secret" ON "board_session"("secret");

-- CreateIndex
CREATE INDEX "board_session_user" ON "board_session"("platform", "user_id");

-- By hand: open cases by remaining time, of all customers and of one. Closed cases, which are most, are in neither.
CREATE INDEX "ticket_promise" ON "ticket" ("promise_at", "id") WHERE "status" IN ('open', 'resolved');
CREATE INDEX "ticket_promise_customer" ON "ticket" ("customer", "promise_at", "id") WHERE "status" IN ('open', 'resolved');

-- By hand: inspections and appointments by their day, for the calendar.
CREATE INDEX "matter_date" ON "matter" (("state"->>'date')) WHERE "feature" IN ('inspection', 'appointment');

-- By hand: cases that are open now. Without the contract's calendars the next due instant stands in until their next step;
-- a promise that is broken and not met yet is due earlier.
UPDATE "ticket" SET "promise_at" = least(
  (SELECT to_timestamp(min((breach.value->>'dueAt')::double precision) / 1000) FROM jsonb_each("state"->'breaches') AS breach),
  "next_due_at")
WHERE "status" = 'open';
