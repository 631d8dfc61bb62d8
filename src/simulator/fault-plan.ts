import { z } from "zod";
import { seededRandom } from "./seeded-random.js";

const plain = <K extends string>(kind: K) => z.strictObject({ kind: z.literal(kind) });

/** One way in which an answer goes wrong on its way. Kinds follow the fault matrix of the tests. */
export const FaultSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("status"),
    status: z.int().min(400).max(599),
    /** Sent as `retry-after` as it stands: seconds, an HTTP date, or rubbish. */
    retryAfter: z.union([z.string(), z.number()]).optional(),
    /** Sent as `x-should-retry`. */
    shouldRetry: z.boolean().optional(),
    /** `error.details.error_code`, such as `contract_spend_limit_reached`. */
    errorCode: z.string().optional(),
    /** `error.message`. */
    message: z.string().optional(),
    /** Sent as `date`, for a server whose clock is wrong. */
    date: z.string().optional(),
    /** Answer with a gateway's HTML page instead of the API's error body. */
    isHtml: z.boolean().optional(),
  }),
  plain("reset-before-headers"),
  plain("reset-mid-body"),
  plain("truncated-body"),
  plain("stall-headers"),
  plain("stall-body"),
  /** One byte at a time. */
  z.strictObject({ kind: z.literal("drip"), everyMs: z.number().positive().default(200) }),
  plain("text-html-200"),
  /** The right body under the wrong content type; null sends none. */
  z.strictObject({ kind: z.literal("content-type"), contentType: z.string().nullable() }),
  plain("empty-200"),
  plain("no-content-204"),
  plain("null-200"),
  plain("array-200"),
  plain("string-200"),
  z.strictObject({ kind: z.literal("error-envelope-200"), errorType: z.string().default("overloaded_error") }),
  z.strictObject({
    kind: z.literal("bad-usage"),
    form: z.enum(["missing", "negative", "huge", "string"]).default("missing"),
  }),
  z.strictObject({ kind: z.literal("wrong-model"), model: z.string().default("claude-another-model") }),
  /** The same message id for every answer. */
  plain("repeated-id"),
  z.strictObject({ kind: z.literal("redirect"), location: z.string().min(1) }),
  z.strictObject({
    kind: z.literal("huge-body"),
    bytes: z
      .int()
      .positive()
      .default(64 * 1024 * 1024),
  }),
  /** Small on the wire, so much when it is decompressed. */
  z.strictObject({
    kind: z.literal("gzip-bomb"),
    bytes: z
      .int()
      .positive()
      .default(10 * 1024 ** 3),
  }),
  plain("proto-keys"),
  plain("content-empty"),
  plain("refusal"),
  plain("max-tokens"),
  z.strictObject({ kind: z.literal("unknown-stop"), stopReason: z.string().default("a_reason_of_the_future") }),
  // Of a request in a batch. `status` and `error-envelope-200` make it errored, faults of the content apply as they are.
  plain("batch-canceled"),
  plain("batch-expired"),
  /** Carried out and billed, and not among the results. */
  plain("missing-line"),
  /** Twice among the results, the second time with another result where it is changed. */
  z.strictObject({ kind: z.literal("duplicate-line"), isChanged: z.boolean().default(false) }),
  /** A further line, for nobody. */
  plain("unknown-custom-id"),
  // Of a batch as the server describes it.
  plain("stuck-canceling"),
  plain("wrong-counts"),
  z.strictObject({ kind: z.literal("results-elsewhere"), url: z.string() }),
]);
export type Fault = z.infer<typeof FaultSchema>;

const FaultRuleSchema = z.strictObject({
  /** Which requests the rule looks at; what is left out matches all. */
  match: z
    .strictObject({
      model: z.string().optional(),
      /** Matches no judging request: those have no task type of their own. */
      taskType: z.string().optional(),
      role: z.enum(["answer", "judge"]).optional(),
      keyIncludes: z.string().optional(),
      method: z.enum(["GET", "POST", "DELETE"]).optional(),
      /** Exact path of the URL; the id of a batch is written `:id`, one request of it `/v1/messages/batches/:id/requests`. */
      path: z.string().optional(),
    })
    .default({}),
  /** Which attempt with the same idempotency key, counted from 1. @defaultValue "every" */
  nth: z.union([z.int().positive(), z.literal("every")]).default("every"),
  /** Share of the matching attempts that are struck. @defaultValue 1 */
  rate: z.number().min(0).max(1).default(1),
  fault: FaultSchema,
});

/** Checks a fault plan: the first rule that strikes wins. */
export const FaultPlanSchema = z.array(FaultRuleSchema);
/** A fault plan as it is written. */
export type FaultPlan = z.input<typeof FaultPlanSchema>;
/** A fault plan with its defaults filled in. */
export type CheckedFaultPlan = z.output<typeof FaultPlanSchema>;

/** What a rule can look at. */
export interface FaultSubject {
  /** Not of a request in a batch. */
  readonly method?: string;
  readonly path: string;
  readonly key: string;
  /** Position among the requests with this key, from 1. */
  readonly attempt: number;
  readonly model?: string;
  readonly taskType?: string;
  readonly role?: "answer" | "judge";
}

/** A bad day: a few per cent of the attempts are refused, overloaded, broken or cut. */
export const NOISY_PLAN: FaultPlan = [
  { match: { path: "/v1/messages" }, rate: 0.02, fault: { kind: "status", status: 429, retryAfter: 0 } },
  { match: { path: "/v1/messages" }, rate: 0.02, fault: { kind: "status", status: 529 } },
  { match: { path: "/v1/messages" }, rate: 0.01, fault: { kind: "status", status: 500 } },
  { match: { path: "/v1/messages" }, rate: 0.01, fault: { kind: "reset-before-headers" } },
];

/** The fault that strikes an attempt: a function of plan, seed and subject alone. Null: none. */
export function faultFor(plan: CheckedFaultPlan, seed: number, subject: FaultSubject): Fault | null {
  const { key, path, attempt } = subject;
  const struck = plan.find(
    (rule, index) =>
      matches(rule.match, subject) &&
      (rule.nth === "every" || rule.nth === attempt) &&
      (rule.rate === 1 || seededRandom("fault", seed, index, path, key, attempt).chance(rule.rate)),
  );
  return struck?.fault ?? null;
}

function matches(match: CheckedFaultPlan[number]["match"], subject: FaultSubject): boolean {
  return (
    (match.model === undefined || match.model === subject.model) &&
    (match.taskType === undefined || match.taskType === subject.taskType) &&
    (match.role === undefined || match.role === subject.role) &&
    (match.method === undefined || match.method === subject.method) &&
    (match.path === undefined || match.path === subject.path) &&
    (match.keyIncludes === undefined || subject.key.includes(match.keyIncludes))
  );
}

/** The name under which the statistics count a fault. */
export function faultName(fault: Fault): string {
  return fault.kind === "status" ? `status-${fault.status}` : fault.kind;
}

/** Kinds where something before the model answered, or refused: the server has generated nothing. */
const UNPAID: ReadonlySet<Fault["kind"]> = new Set([
  "status",
  "text-html-200",
  "empty-200",
  "no-content-204",
  "null-200",
  "array-200",
  "string-200",
  "error-envelope-200",
  "redirect",
  "batch-canceled",
  "batch-expired",
]);

/** Kinds that can befall one request of a batch; the others are about HTTP. */
const BATCHED: ReadonlySet<Fault["kind"]> = new Set([
  "status",
  "error-envelope-200",
  "bad-usage",
  "wrong-model",
  "repeated-id",
  "proto-keys",
  "content-empty",
  "refusal",
  "max-tokens",
  "unknown-stop",
  "batch-canceled",
  "batch-expired",
  "missing-line",
  "duplicate-line",
  "unknown-custom-id",
]);

export function strikesBatched({ kind }: Fault): boolean {
  return BATCHED.has(kind);
}

/** Whether the server has generated, and bills, an answer in spite of the fault. */
export function isBilled(fault: Fault): boolean {
  return !UNPAID.has(fault.kind);
}
