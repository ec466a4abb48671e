-- Notices of public holidays that people loaded, so that next year's days need no release.

-- CreateTable
CREATE TABLE "holiday_load" (
    "id" SERIAL NOT NULL,
    "year" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "notice" JSONB NOT NULL,
    "words" TEXT NOT NULL,
    "shown_by" TEXT NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT,
    "at" TIMESTAMPTZ(3),

    CONSTRAINT "holiday_load_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "holiday_load_year" ON "holiday_load"("year", "state");
