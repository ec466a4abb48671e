-- Which settings the desk was started with, by hashes of their values.

-- CreateTable
CREATE TABLE "configuration" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "hashes" JSONB NOT NULL,
    "changed" TEXT[],

    CONSTRAINT "configuration_pkey" PRIMARY KEY ("id")
);
