-- Each kind of matter counts its own numbers. What is there keeps the number that people know: its id.
ALTER TABLE "matter" ADD COLUMN "number" INTEGER;
UPDATE "matter" SET "number" = "id";
ALTER TABLE "matter" ALTER COLUMN "number" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "matter_number" ON "matter"("feature", "number");

-- CreateTable
CREATE TABLE "matter_counter" (
    "feature" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "matter_counter_pkey" PRIMARY KEY ("feature")
);

-- By hand: kinds that people call by a number go on behind their last one.
INSERT INTO "matter_counter" ("feature", "last")
  SELECT "feature", max("number") FROM "matter"
   WHERE "feature" IN ('appointment', 'assurance', 'complaint', 'inspection', 'loaner', 'paper', 'part')
   GROUP BY "feature";
