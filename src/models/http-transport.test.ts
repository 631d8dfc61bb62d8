import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { selfSigned } from "./_self-signed.js";
import { httpTransport, type Transport, type TransportLimits } from "./http-transport.js";
import type { Ending } from "./one-request.js";

const NEVER = new AbortController().signal;

interface Listening extends AsyncDisposable {
  readonly port: number;
  readonly sockets: readonly Socket[];
}

async function listen(server: Server): Promise<Listening> {
  const sockets: Socket[] = [];
  server.on("connection", (socket: Socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const http = (listener: RequestListener) => listen(createHttpServer(listener));
const tcp = (onConnection: (socket: Socket) => void) => listen(createTcpServer(onConnection));
/** Waits for the request, then writes to the bare connection. */
const saying = (text: string) =>
  tcp((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(text));
  });

function send(transport: Transport, port: number, signal = NEVER, scheme = "http"): Promise<Ending> {
  const headers = ["content-type", "application/json"];
  return transport.send({ method: "POST", url: `${scheme}://127.0.0.1:${port}/v1`, headers, body: "{}", signal });
}

async function once(port: number, scheme = "http", limits: TransportLimits = {}): Promise<Ending> {
  using transport = httpTransport(limits);
  return await send(transport, port, NEVER, scheme);
}

const textOf = (ending: Ending) => (ending.kind === "answered" ? Buffer.from(ending.bytes).toString() : ending.kind);

describe("httpTransport", () => {
  it("sends the request as it is given, and nothing of its own but what the connection needs", async () => {
    let seen: unknown = null;
    await using server = await http((request, response) => {
      const { method, url, headers } = request;
      request.on("data", (chunk: Buffer) => {
        seen = { method, url, headers, body: chunk.toString() };
      });
      request.on("end", () => response.end("ok"));
    });
    expect(textOf(await once(server.port))).toBe("ok");
    const headers = { host: `127.0.0.1:${server.port}`, "content-type": "application/json", "content-length": "2" };
    expect(seen).toMatchObject({ method: "POST", url: "/v1", body: "{}" });
    expect((seen as { headers: object }).headers).toMatchObject(headers);
  });

  it("uses a connection again, and closes it at the end", async () => {
    await using server = await http((_request, response) => response.end("ok"));
    const transport = httpTransport();
    for (let call = 0; call < 5; call++) expect(textOf(await send(transport, server.port))).toBe("ok");
    expect(server.sockets).toHaveLength(1);
    const closed = new Promise((resolve) => server.sockets[0]?.once("close", resolve));
    transport[Symbol.dispose]();
    // Never settles, and so fails by timeout, should the connection stay open.
    await closed;
  });

  it("hears that a quiet connection was closed before it uses it, even where the process was busy meanwhile", async () => {
    const worker = new Worker(
      `const { createServer } = require("node:http");
       const { parentPort } = require("node:worker_threads");
       const server = createServer((request, response) => response.end("ok"));
       server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
       parentPort.on("message", (flag) => {
         server.closeIdleConnections();
         setTimeout(() => { Atomics.store(flag, 0, 1); Atomics.notify(flag, 0); }, 50);
       });`,
      { eval: true },
    );
    const port = await new Promise<number>((resolve) => worker.once("message", resolve));
    using transport = httpTransport();
    expect(textOf(await send(transport, port))).toBe("ok");
    const flag = new Int32Array(new SharedArrayBuffer(4));
    worker.postMessage(flag);
    Atomics.wait(flag, 0, 0, 10_000);
    // No news has been read since; the connection still looks good.
    expect(textOf(await send(transport, port))).toBe("ok");
    await worker.terminate();
  });

  it("closes a connection that has been quiet for too long, and none that waits for its answer", async () => {
    await using server = await http((_request, response) => {
      response.write("o");
      setTimeout(() => response.end("k"), 100);
    });
    using transport = httpTransport({ quietMs: 20 });
    expect(textOf(await send(transport, server.port))).toBe("ok");
    // Never settles, and so fails by timeout, should the connection stay open.
    await new Promise((resolve) => server.sockets[0]?.once("close", resolve));
  });

  it("never sends again what may have been seen: a connection that breaks under a request cuts it", async () => {
    let served = 0;
    await using server = await http((request, response) => {
      served += 1;
      if (served === 1) response.end("ok");
      else request.socket.resetAndDestroy();
    });
    using transport = httpTransport();
    expect(textOf(await send(transport, server.port))).toBe("ok");
    expect(await send(transport, server.port)).toMatchObject({ kind: "cut", status: null });
    expect(served).toBe(2);
    expect(server.sockets).toHaveLength(1);
  });

  it("knows that a refused connection has carried nothing", async () => {
    const server = await http(() => undefined);
    await server[Symbol.asyncDispose]();
    expect(await once(server.port)).toMatchObject({ kind: "unsent", error: expect.stringContaining("ECONNREFUSED") });
  });

  it("knows that a name nobody has carries nothing", async () => {
    using transport = httpTransport();
    const request = { method: "POST", url: "http://no-such-host.invalid/", headers: [], body: "", signal: NEVER };
    expect(await transport.send(request)).toMatchObject({ kind: "unsent" });
  });

  it("does not trust a certificate that nobody vouches for, and sends nothing", async () => {
    let served = 0;
    await using server = await listen(createHttpsServer(selfSigned(), () => served++));
    const ending = await once(server.port, "https");
    expect(ending).toMatchObject({ kind: "unsent", error: expect.stringMatching(/self.signed/i) });
    expect(served).toBe(0);
  });

  it("sends nothing to a server that does not speak TLS", async () => {
    await using server = await http((_request, response) => response.end("ok"));
    expect(await once(server.port, "https")).toMatchObject({ kind: "unsent" });
  });

  it("gives a connection up that does not come about", async () => {
    await using server = await tcp(() => undefined);
    expect(await once(server.port, "https", { connectMs: 50 })).toEqual({
      kind: "unsent",
      error: "no connection within 50 ms",
    });
  });

  it.each([
    ["gzip", gzipSync("ok")],
    ["GZIP", gzipSync("ok")],
    ["deflate", deflateSync("ok")],
    ["br", brotliCompressSync("ok")],
    ["identity", Buffer.from("ok")],
  ])("decodes %s", async (encoding, body) => {
    await using server = await http((_request, response) => {
      response.writeHead(200, { "content-encoding": encoding }).end(body);
    });
    expect(textOf(await once(server.port))).toBe("ok");
  });

  it.each([
    ["a body that is no gzip", Buffer.from("plain")],
    ["gzip that breaks off", gzipSync("a text that goes on").subarray(0, 20)],
  ])("cuts %s", async (_what, body) => {
    await using server = await http((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(body);
    });
    expect(await once(server.port)).toMatchObject({ kind: "cut", status: 200 });
  });

  it.each([
    ["no HTTP", "hello\r\n\r\n"],
    ["a protocol nobody asked for", "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"],
    ["headers without end", `HTTP/1.1 200 OK\r\nx: ${"x".repeat(40_000)}`],
    ["nothing at all", ""],
  ])("cuts %s", async (_what, text) => {
    await using server = await saying(text);
    expect(await once(server.port)).toMatchObject({ kind: "cut", status: null });
  });

  it.each([
    ["less than its length", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok"],
    ["chunks without the last", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n"],
  ])("cuts a body with %s", async (_what, text) => {
    await using server = await saying(text);
    expect(await once(server.port)).toMatchObject({ kind: "cut", status: 200 });
  });

  it.each([
    ["until the connection ends", "HTTP/1.1 200 OK\r\n\r\nok"],
    ["after early hints", "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"],
  ])("reads a body %s", async (_what, text) => {
    await using server = await saying(text);
    expect(textOf(await once(server.port))).toBe("ok");
  });

  it.each([301, 302, 303, 307, 308])("does not follow a redirect with status %i", async (status) => {
    await using target = await http((_request, response) => response.end("followed"));
    await using server = await http((_request, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${target.port}/` }).end();
    });
    expect(await once(server.port)).toEqual({ kind: "redirected" });
    expect(target.sockets).toHaveLength(0);
  });

  it("sends nothing once it is aborted, and hangs up when aborted under way", async () => {
    await using server = await http(() => undefined);
    using transport = httpTransport();
    expect(await send(transport, server.port, AbortSignal.abort())).toMatchObject({ kind: "unsent" });
    expect(server.sockets).toHaveLength(0);
    expect(await send(transport, server.port, AbortSignal.timeout(100))).toMatchObject({ kind: "cut", status: null });
  });
});
