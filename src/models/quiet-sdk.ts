import { BaseAnthropic, type ClientOptions } from "@anthropic-ai/sdk/client";
import { Messages } from "@anthropic-ai/sdk/resources/messages";

export interface Endpoint {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
}

/**
 * The SDK with everything of its own switched off: retries, logs, traces, credentials from disk or
 * environment; and only what is asked of it here, as its other endpoints take longer to load than a call.
 */
export class QuietSdk extends BaseAnthropic {
  readonly messages = new Messages(this);

  constructor({ apiKey, baseUrl, timeoutMs }: Endpoint, sending: Pick<ClientOptions, "fetch" | "fetchOptions">) {
    super({
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
}
