-- Secret links by which calendars read the shifts of a person or a rotation.

-- CreateTable
CREATE TABLE "duty_feed" (
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "rotation" TEXT,
    "language" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "duty_feed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "duty_feed_owner" ON "duty_feed"("owner");
