-- How often people were called urgently in ways that are paid for.

-- CreateTable
CREATE TABLE "urgent_use" (
    "platform" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "used" JSONB NOT NULL DEFAULT '[]',
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "urgent_use_pkey" PRIMARY KEY ("platform","way")
);
