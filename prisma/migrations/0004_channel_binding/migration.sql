-- Customers' channels that were bound in chat.

-- CreateTable
CREATE TABLE "channel_binding" (
    "platform" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "customer" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "channel_binding_pkey" PRIMARY KEY ("platform","channel")
);
