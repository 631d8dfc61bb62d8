-- The results database, schema version 3. Money is in whole nano-dollars, times of day in ISO 8601 UTC text
-- or in milliseconds since 1970, durations in milliseconds. NULL means "not known", never zero.
-- Tables that grow have no keys: an index takes more memory and disk than the rows, and the only writer knows
-- what is there. What a row is one of is said above its table.
--
-- A new database is a copy of empty-database.gz, which `node scripts/empty-database.js` makes of this file.

-- One row: whose file this is, and how far it has been written.
CREATE TABLE meta (
  application    VARCHAR NOT NULL,
  schema_version INTEGER NOT NULL,
  -- Number of the last journal entry that is in here.
  last_sequence  BIGINT  NOT NULL,
  -- True: no journal belongs to this file, it is complete.
  is_clean       BOOLEAN NOT NULL,
  -- Tells the journals of databases apart. Empty until it is first opened to be written.
  database_id    VARCHAR NOT NULL
);
INSERT INTO meta VALUES ('tierbench', 3, 0, true, '');

CREATE TABLE runs (
  run_id        VARCHAR PRIMARY KEY,
  created_at    VARCHAR NOT NULL,
  finished_at   VARCHAR,
  status        VARCHAR NOT NULL,
  origin        VARCHAR NOT NULL,
  simulated     BOOLEAN NOT NULL,
  tool_version  VARCHAR NOT NULL,
  planned_cells BIGINT  NOT NULL,
  definition    JSON    NOT NULL
);

-- One of each (run_id, task_type, item_id).
CREATE TABLE items (
  run_id       VARCHAR NOT NULL,
  task_type    VARCHAR NOT NULL,
  item_id      VARCHAR NOT NULL,
  split        VARCHAR NOT NULL,
  cluster      VARCHAR,
  content_hash VARCHAR NOT NULL,
  item         JSON    NOT NULL
);

-- The plan of a run, in its order. One of each (run_id, position).
CREATE TABLE cells (
  run_id    VARCHAR NOT NULL,
  position  BIGINT  NOT NULL,
  cell_key  VARCHAR NOT NULL,
  item_id   VARCHAR NOT NULL,
  task_type VARCHAR NOT NULL,
  tier      VARCHAR NOT NULL,
  trial     BIGINT  NOT NULL
);

-- One of each (run_id, cell_key, attempt).
CREATE TABLE attempts (
  run_id                VARCHAR NOT NULL,
  cell_key              VARCHAR NOT NULL,
  attempt               BIGINT  NOT NULL,
  role                  VARCHAR NOT NULL,
  draw                  BIGINT  NOT NULL,
  batch                 VARCHAR,
  model                 VARCHAR NOT NULL,
  served_model          VARCHAR,
  outcome_class         VARCHAR NOT NULL,
  http_status           BIGINT,
  request_id            VARCHAR,
  started_at_ms         DOUBLE  NOT NULL,
  latency_ms            DOUBLE  NOT NULL,
  input_tokens          BIGINT,
  output_tokens         BIGINT,
  cache_read_tokens     BIGINT,
  cache_write_tokens    BIGINT,
  cache_write_1h_tokens BIGINT,
  cost_nano_usd         BIGINT,
  charged_nano_usd      BIGINT,
  error                 VARCHAR
);

-- One of each (run_id, cell_key).
CREATE TABLE outcomes (
  run_id                VARCHAR NOT NULL,
  cell_key              VARCHAR NOT NULL,
  item_id               VARCHAR NOT NULL,
  task_type             VARCHAR NOT NULL,
  tier                  VARCHAR NOT NULL,
  trial                 BIGINT  NOT NULL,
  model                 VARCHAR NOT NULL,
  cluster               VARCHAR,
  status                VARCHAR NOT NULL,
  outcome_class         VARCHAR NOT NULL,
  score                 DOUBLE,
  scores                JSON    NOT NULL,
  signals               JSON    NOT NULL,
  response_text         VARCHAR,
  input_tokens          BIGINT,
  output_tokens         BIGINT,
  cache_read_tokens     BIGINT,
  cache_write_tokens    BIGINT,
  cache_write_1h_tokens BIGINT,
  cost_nano_usd         BIGINT,
  signal_cost_nano_usd  BIGINT,
  judge_cost_nano_usd   BIGINT,
  charged_nano_usd      BIGINT,
  latency_ms            DOUBLE,
  attempts              BIGINT  NOT NULL,
  error                 VARCHAR,
  simulated             BOOLEAN NOT NULL,
  reused_from           VARCHAR,
  extra                 JSON    NOT NULL
);

-- Answers that are paid for, of cells that have no outcome yet.
CREATE TABLE answers (
  run_id        VARCHAR NOT NULL,
  cell_key      VARCHAR NOT NULL,
  attempt       BIGINT  NOT NULL,
  role          VARCHAR NOT NULL,
  draw          BIGINT  NOT NULL,
  outcome_class VARCHAR NOT NULL,
  response      JSON    NOT NULL
);

-- Attempts that were written down before they were sent, and have not come to anything yet.
CREATE TABLE intents (
  run_id              VARCHAR NOT NULL,
  cell_key            VARCHAR NOT NULL,
  attempt             BIGINT  NOT NULL,
  role                VARCHAR NOT NULL,
  draw                BIGINT  NOT NULL,
  model               VARCHAR NOT NULL,
  batch               VARCHAR,
  started_at_ms       DOUBLE  NOT NULL,
  worst_case_nano_usd BIGINT
);

CREATE TABLE batches (
  run_id         VARCHAR NOT NULL,
  batch          VARCHAR NOT NULL,
  api_id         VARCHAR,
  status         VARCHAR NOT NULL,
  intended_at_ms DOUBLE  NOT NULL,
  requests       BIGINT  NOT NULL
);
