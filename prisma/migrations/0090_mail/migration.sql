-- Mail as a way in: where the reading of a mailbox stands, conversations with their mails, and strangers who were answered.

-- CreateTable
CREATE TABLE "mail_cursor" (
    "mailbox" TEXT NOT NULL,
    "validity" TEXT NOT NULL,
    "uid" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_cursor_pkey" PRIMARY KEY ("mailbox")
);

-- CreateTable
CREATE TABLE "mail_thread" (
    "channel" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "people" JSONB NOT NULL,
    "about" TEXT NOT NULL,
    "last" TEXT NOT NULL,
    "card" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_thread_pkey" PRIMARY KEY ("channel","id")
);

-- CreateTable
CREATE TABLE "mail_message" (
    "channel" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_message_pkey" PRIMARY KEY ("channel","id")
);

-- CreateTable
CREATE TABLE "mail_stranger" (
    "address" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_stranger_pkey" PRIMARY KEY ("address")
);

-- CreateIndex
CREATE INDEX "mail_thread_about" ON "mail_thread"("channel", "about");
