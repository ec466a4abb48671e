-- Where each layer of a rotation begins to count its turns, so that a change of one layer moves no other; and who had the
-- bell until the service book was changed, so that no change rewrites the past.

-- AlterTable
ALTER TABLE "duty_edition" ADD COLUMN     "starts" JSONB;

-- AlterTable
ALTER TABLE "duty_rotation" ADD COLUMN     "book_version" INTEGER,
ADD COLUMN     "frozen_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "duty_past" (
    "id" SERIAL NOT NULL,
    "rotation" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "person" TEXT,
    "scheduled" TEXT,
    "by" TEXT NOT NULL,
    "layer" INTEGER,

    CONSTRAINT "duty_past_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "duty_past_rotation" ON "duty_past"("rotation", "until_at");
