-- Where each layer of a rotation begins to count its turns, so that a change of one layer moves no other.

-- AlterTable
ALTER TABLE "duty_edition" ADD COLUMN     "starts" JSONB;
