-- Which kinds of settings the log of settings covers; null: those of the first releases.

-- AlterTable
ALTER TABLE "setting_log" ADD COLUMN     "kinds" TEXT[];
