-- Figures of a month: what each ticket contributes, and the cases of a month as they stood when it was closed.

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "figures" TEXT,
ADD COLUMN     "times" TEXT;

-- CreateIndex
CREATE INDEX "ticket_opened" ON "ticket"("opened_at", "id");

-- CreateIndex
CREATE INDEX "matter_opened" ON "matter"("feature", "opened_at");

-- CreateTable
CREATE TABLE "closed_month" (
    "month" TEXT NOT NULL,
    "customer" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "cases" JSON NOT NULL,

    CONSTRAINT "closed_month_pkey" PRIMARY KEY ("month","customer")
);
