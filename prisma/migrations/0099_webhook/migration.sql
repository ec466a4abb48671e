-- Webhooks: how their receivers do, and how often their secrets were changed.

-- CreateTable
CREATE TABLE "webhook" (
    "key" TEXT NOT NULL,
    "rotation" INTEGER NOT NULL DEFAULT 0,
    "rotated_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),
    "why" TEXT,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("key")
);
