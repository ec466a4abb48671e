-- What was taken out of the desk as a file: who, when, what.

-- CreateTable
CREATE TABLE "export_record" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "customer" TEXT,
    "from_at" TIMESTAMPTZ(3),
    "until_at" TIMESTAMPTZ(3),
    "format" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "export_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "export_record_at" ON "export_record"("at");

-- By hand: the record is append-only, like the logs.
CREATE TRIGGER "export_record_append_only" BEFORE UPDATE OR DELETE ON "export_record"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
