-- What people were told of their next shifts, so that each real change is told once; and swaps that were cancelled.

-- AlterTable
ALTER TABLE "duty_rotation" ADD COLUMN     "known" JSONB;

-- AlterTable
ALTER TABLE "duty_override" ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3),
ADD COLUMN     "cancelled_by" TEXT;
