import { Anthropic, type ClientOptions } from "@anthropic-ai/sdk";

export interface Endpoint {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
}

/** The SDK with everything of its own switched off: retries, logs, traces, credentials from disk or environment. */
export function quietSdk(
  { apiKey, baseUrl, timeoutMs }: Endpoint,
  sending: Pick<ClientOptions, "fetch" | "fetchOptions">,
): Anthropic {
  return new Anthropic({
    apiKey,
    baseURL: baseUrl,
    webhookKey: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: "off",
    openTelemetry: false,
    ...sending,
  });
}
