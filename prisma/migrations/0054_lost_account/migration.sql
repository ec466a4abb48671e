-- Accounts that are gone: their people cannot be reached, so the bell rings for others.

-- CreateTable
CREATE TABLE "lost_account" (
    "platform" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lost_account_pkey" PRIMARY KEY ("platform","user_id")
);
