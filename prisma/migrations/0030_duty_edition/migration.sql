-- How a rotation takes turns, from an instant on: a change of the service book adds an edition, and the past stays.

-- CreateTable
CREATE TABLE "duty_edition" (
    "id" SERIAL NOT NULL,
    "rotation" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "lead" INTEGER NOT NULL,
    "turns" JSONB NOT NULL,

    CONSTRAINT "duty_edition_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "duty_edition_rotation" ON "duty_edition"("rotation", "from_at");
