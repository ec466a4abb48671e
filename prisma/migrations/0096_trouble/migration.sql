-- What the watchdog found wrong and told of, shared by all processes.

-- CreateTable
CREATE TABLE "trouble" (
    "key" TEXT NOT NULL,
    "since_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "trouble_pkey" PRIMARY KEY ("key")
);

-- Which broken promises people were told of.
CREATE INDEX "notice_breach" ON "notice"("subject") WHERE "kind" = 'sla.breached';
