-- People of the book on platforms for which the book has no id of theirs.

-- CreateTable
CREATE TABLE "person_link" (
    "person" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "person_link_pkey" PRIMARY KEY ("person","platform")
);

-- CreateTable
CREATE TABLE "link_code" (
    "hash" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "link_code_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_link_platform_user_id_key" ON "person_link"("platform", "user_id");
