-- Proof that the database takes writes, and what is known of the server's clock: one row.
CREATE TABLE "pulse" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "newest_at" TIMESTAMPTZ(3) NOT NULL,
    "stepped_at" TIMESTAMPTZ(3),
    "stepped_ms" BIGINT,

    CONSTRAINT "pulse_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "pulse" ADD CONSTRAINT "pulse_one_row" CHECK ("id" = 1);
