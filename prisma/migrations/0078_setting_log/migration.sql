-- What became of each setting and service book: a log with a hash chain.

-- CreateTable
CREATE TABLE "setting_event" (
    "id" BIGSERIAL NOT NULL,
    "seq" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "salt" TEXT,
    "hash" TEXT,

    CONSTRAINT "setting_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting_log" (
    "id" INTEGER NOT NULL,
    "log_hash" TEXT NOT NULL,
    "entries" INTEGER NOT NULL,

    CONSTRAINT "setting_log_pkey" PRIMARY KEY ("id")
);

-- By hand: the log is append-only, like the others. It begins with the settings that are here already, as the desk starts.
CREATE TRIGGER "setting_event_append_only" BEFORE UPDATE OR DELETE ON "setting_event"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
