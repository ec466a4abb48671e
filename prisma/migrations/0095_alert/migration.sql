-- Alerts of monitoring systems, and the tickets that they became.

-- CreateTable
CREATE TABLE "alert" (
    "hook" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "customer" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "firing" BOOLEAN NOT NULL,
    "times" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "ticket_id" INTEGER,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("hook","fingerprint")
);

-- CreateIndex
CREATE INDEX "alert_ticket" ON "alert"("ticket_id");

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;
