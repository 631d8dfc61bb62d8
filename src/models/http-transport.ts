import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type Ending, OneRequest, type Target, type WireRequest } from "./one-request.js";

/** Sends requests over connections of its own, which it keeps. */
export interface Transport extends Disposable {
  /** Sends a request once, follows no redirect, reads the whole answer. Never throws for what the network does. */
  send(request: WireRequest): Promise<Ending>;
}

export interface TransportLimits {
  /** How long a new connection may take. @defaultValue 10000 */
  readonly connectMs?: number;
  /**
   * How long a quiet connection is kept: common servers keep it for 5 s and more;
   * where one says less, Node leaves it a second. @defaultValue 4000
   */
  readonly quietMs?: number;
}

/** After such a silence, news of connections that were closed meanwhile may still be waiting. */
const SILENCE_MS = 50;
/** Turns of the event loop until the news is read, answered with an end of our own, and the connection gone. */
const TURNS_TO_HEAR = 4;

/**
 * A transport over Node's own HTTP client: the built-in fetch costs several times as much processor time.
 *
 * A request is never sent twice. Connections that the other side may have closed are
 * not used; where one breaks under a request, the request may have been served.
 */
export function httpTransport({ connectMs = 10_000, quietMs = 4000 }: TransportLimits = {}): Transport {
  const keeping = { keepAlive: true, maxFreeSockets: Number.POSITIVE_INFINITY, timeout: quietMs };
  const agents = { plain: new HttpAgent(keeping), secure: new HttpsAgent(keeping) };
  const targets = new Map<string, Target>();
  let heardMs = performance.now();
  return {
    async send(request) {
      const { url, signal } = request;
      const target = targets.get(url) ?? targetOf(url, agents);
      targets.set(url, target);
      if (performance.now() - heardMs > SILENCE_MS) await hearNews();
      if (signal.aborted) return { kind: "unsent", error: "stopped before it was sent" };
      const ending = await new OneRequest(target, signal, connectMs).send(request);
      heardMs = performance.now();
      return ending;
    },
    [Symbol.dispose]() {
      agents.plain.destroy();
      agents.secure.destroy();
    },
  };
}

async function hearNews(): Promise<void> {
  for (let turn = 0; turn < TURNS_TO_HEAR; turn++) await nextTurn();
}

function targetOf(url: string, agents: { readonly plain: HttpAgent; readonly secure: HttpsAgent }): Target {
  const { protocol, hostname, port, pathname, host } = new URL(url);
  const address = {
    // An IPv6 address goes without its brackets to the resolver.
    hostname: hostname.replace(/^\[|\]$/g, ""),
    path: pathname,
    ...(port === "" ? {} : { port }),
  };
  return protocol === "https:"
    ? { options: { ...address, agent: agents.secure }, host, request: httpsRequest, readyEvent: "secureConnect" }
    : { options: { ...address, agent: agents.plain }, host, request: httpRequest, readyEvent: "connect" };
}
