-- Photos of an inspection come by our own page too: a file belongs to a ticket or to a matter.
ALTER TABLE "attachment" ALTER COLUMN "ticket_id" DROP NOT NULL;
ALTER TABLE "attachment" ADD COLUMN "matter_id" INTEGER;
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_owner" CHECK (num_nonnulls("ticket_id", "matter_id") = 1);

-- CreateIndex
CREATE INDEX "attachment_matter" ON "attachment"("matter_id");

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_matter_id_fkey" FOREIGN KEY ("matter_id") REFERENCES "matter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
