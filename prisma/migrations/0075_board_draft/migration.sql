-- A spreadsheet that was uploaded on the board, before it is applied.

-- CreateTable
CREATE TABLE "board_draft" (
    "id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "from_version" INTEGER NOT NULL,
    "source" JSONB,
    "applied_version" INTEGER,

    CONSTRAINT "board_draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "board_draft_person" ON "board_draft"("person");
