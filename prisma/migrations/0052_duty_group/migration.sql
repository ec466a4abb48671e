-- Groups on chat platforms (a Slack user group, a Feishu chat) whose members follow the duty schedule.

-- CreateTable
CREATE TABLE "duty_group" (
    "platform" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "asked" JSONB,
    "placed" JSONB NOT NULL DEFAULT '[]',
    "trouble" TEXT,
    "told" TEXT,
    "next_due_at" TIMESTAMPTZ(3),

    CONSTRAINT "duty_group_pkey" PRIMARY KEY ("platform","name")
);

-- What is due: the tick looks for the earliest.
CREATE INDEX "duty_group_due" ON "duty_group"("next_due_at", "platform", "name") WHERE "next_due_at" IS NOT NULL;
