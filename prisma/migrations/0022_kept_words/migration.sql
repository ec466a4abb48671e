-- What a person said that the desk asked them about, and when they were last offered to report a fault.

-- CreateTable
CREATE TABLE "kept_words" (
    "id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "message" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kept_words_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listen_offer" (
    "platform" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "listen_offer_pkey" PRIMARY KEY ("platform","channel","person")
);

-- CreateIndex
CREATE INDEX "kept_words_at" ON "kept_words"("at");
