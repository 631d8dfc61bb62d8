/**
 * What an eval, a configuration or a script of yours may use. The command line
 * is built from the same parts; the router has an entry of its own, `tierbench/router`.
 * @module
 */
export { type Config, ConfigSchema, type ConfigSpec, defineConfig } from "./core/config.js";
export type { Conversation, ToolStep } from "./core/conversation.js";
export { type DatasetManifest, DatasetManifestSchema } from "./core/dataset.js";
export {
  BudgetExceededError,
  DataError,
  EXIT,
  IncompleteRunError,
  isTierbenchError,
  StoreError,
  TierbenchError,
  UsageError,
} from "./core/errors.js";
export { defineEval, type EvalDefinition, type EvalSpec, type ScoreReducer } from "./core/eval.js";
export { type Item, ItemSchema, type ItemSpec, ItemSpecSchema, inputText } from "./core/item.js";
export { canonicalJson, type JsonObject, type JsonValue } from "./core/json.js";
export type { Message, ModelRequest, Prompt } from "./core/model-request.js";
export type { ModelResponse, Usage } from "./core/model-response.js";
export { type Outcome, OutcomeSchema } from "./core/outcome.js";
export type { Language, Program, ProgramResult, RunProgram } from "./core/program.js";
export { type RoutingTable, RoutingTableSchema, TABLE_LIMITS } from "./core/routing-table.js";
export type { Ballot, Judge, Score, ScoreFailure, Scorer, ScoringContext, Validator, Vote } from "./core/score.js";
export type { Signal, SignalContext, SignalReading } from "./core/signal.js";
export { readTable, tableChecksum } from "./core/table-file.js";
export { type Tier, TierSchema, type TierSpec } from "./core/tier.js";
export type {
  Environment,
  EnvironmentFactory,
  Tool,
  ToolCall,
  ToolResult,
  Trajectory,
  UnlabelledItem,
} from "./core/tool.js";
export type { FieldComparison } from "./scorers/_field-comparison.js";
export { type AgreementOptions, agreement } from "./scorers/agreement.js";
export { type AmountsAddUpOptions, amountsAddUp } from "./scorers/amounts-add-up.js";
export { codeAnswer } from "./scorers/code-answer.js";
export { type CodeTestsOptions, codeCompiles, codeExamples, codeTests } from "./scorers/code-tests.js";
export { type ContainsOptions, contains } from "./scorers/contains.js";
export { type CustomSpec, custom } from "./scorers/custom.js";
export { exact } from "./scorers/exact.js";
export { type FinalStateOptions, finalState } from "./scorers/final-state.js";
export { jsonAnswer } from "./scorers/json-answer.js";
export { type JsonFieldsOptions, jsonFields } from "./scorers/json-fields.js";
export { jsonSchema } from "./scorers/json-schema.js";
export { type Criterion, type JudgeOptions, judge } from "./scorers/judge.js";
export { type LabelCostOptions, type LabelCosts, labelCost } from "./scorers/label-cost.js";
export { type LabelMatchOptions, labelMatch } from "./scorers/label-match.js";
export { type NumericOptions, numeric } from "./scorers/numeric.js";
export { oneOf } from "./scorers/one-of.js";
export { type PairwiseJudgeOptions, pairwiseJudge } from "./scorers/pairwise-judge.js";
export { pattern } from "./scorers/pattern.js";
export { type PlantedFaultsOptions, plantedFaults } from "./scorers/planted-faults.js";
export { playTrajectory } from "./scorers/play-trajectory.js";
export { requiredFacts } from "./scorers/required-facts.js";
export { resolvedCalls } from "./scorers/resolved-calls.js";
export { type ReviewerOptions, reviewer } from "./scorers/reviewer.js";
export { type SelfReportForm, type SelfReportOptions, selfReport } from "./scorers/self-report.js";
export { type SetF1Options, setF1 } from "./scorers/set-f1.js";
export { type SpanOverlapOptions, spanOverlap } from "./scorers/span-overlap.js";
export { type CallPattern, trajectory } from "./scorers/trajectory.js";
export { validatorSignal } from "./scorers/validator-signal.js";
export { type VerbatimQuotesOptions, verbatimQuotes } from "./scorers/verbatim-quotes.js";
