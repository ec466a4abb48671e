-- Somebody has the bell instead of whoever has the shift.

-- CreateTable
CREATE TABLE "duty_override" (
    "id" SERIAL NOT NULL,
    "rotation" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "person" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "duty_override_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "duty_override_rotation" ON "duty_override"("rotation", "until_at");
