/** The schema of databases before the journal. */
export const SCHEMA_1 = `
CREATE TABLE meta (
  application    VARCHAR NOT NULL,
  schema_version INTEGER NOT NULL,
  last_commit    BIGINT  NOT NULL,
  is_clean       BOOLEAN NOT NULL
);
INSERT INTO meta VALUES ('tierbench', 1, 0, true);
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
CREATE TABLE items (
  run_id       VARCHAR NOT NULL,
  task_type    VARCHAR NOT NULL,
  item_id      VARCHAR NOT NULL,
  split        VARCHAR NOT NULL,
  cluster      VARCHAR,
  content_hash VARCHAR NOT NULL,
  item         JSON    NOT NULL,
  PRIMARY KEY (run_id, task_type, item_id)
);
CREATE TABLE cells (
  run_id    VARCHAR NOT NULL,
  position  BIGINT  NOT NULL,
  cell_key  VARCHAR NOT NULL,
  item_id   VARCHAR NOT NULL,
  task_type VARCHAR NOT NULL,
  tier      VARCHAR NOT NULL,
  trial     BIGINT  NOT NULL,
  PRIMARY KEY (run_id, position)
);
CREATE TABLE attempts (
  run_id                VARCHAR NOT NULL,
  cell_key              VARCHAR NOT NULL,
  attempt               BIGINT  NOT NULL,
  role                  VARCHAR NOT NULL,
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
  error                 VARCHAR,
  PRIMARY KEY (run_id, cell_key, attempt)
);
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
  extra                 JSON    NOT NULL,
  PRIMARY KEY (run_id, cell_key)
);
`;

/** The schema of databases with a journal and with keys on every table. */
export const SCHEMA_2 = `${SCHEMA_1.replace(
  "last_commit    BIGINT  NOT NULL,\n  is_clean       BOOLEAN NOT NULL\n",
  "last_sequence  BIGINT  NOT NULL,\n  is_clean       BOOLEAN NOT NULL,\n  database_id    VARCHAR NOT NULL\n",
)
  .replace("'tierbench', 1, 0, true", "'tierbench', 2, 0, true, 'database-2'")
  .replace(/(role +VARCHAR NOT NULL),/, "$1, draw BIGINT NOT NULL, batch VARCHAR,")
  .replace(/(extra +JSON)/, "reused_from VARCHAR, $1")}
CREATE TABLE answers (
  run_id        VARCHAR NOT NULL,
  cell_key      VARCHAR NOT NULL,
  attempt       BIGINT  NOT NULL,
  role          VARCHAR NOT NULL,
  draw          BIGINT  NOT NULL,
  outcome_class VARCHAR NOT NULL,
  response      JSON    NOT NULL
);
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
`;
