-- Links to our own pages that were ended before their time.

-- CreateTable
CREATE TABLE "link_revocation" (
    "id" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_revocation_pkey" PRIMARY KEY ("id")
);
