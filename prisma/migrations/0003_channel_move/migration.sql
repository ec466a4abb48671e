-- Channels that got another id from their platform.

-- CreateTable
CREATE TABLE "channel_move" (
    "platform" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "moved_to" TEXT NOT NULL,
    CONSTRAINT "channel_move_pkey" PRIMARY KEY ("platform","channel")
);
