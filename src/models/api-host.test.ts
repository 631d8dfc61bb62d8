import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { apiBaseUrl } from "./api-host.js";

describe("apiBaseUrl", () => {
  it.each([
    [undefined, "https://api.anthropic.com"],
    ["https://gateway.example.com/anthropic/", "https://gateway.example.com/anthropic"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://127.9.8.7", "http://127.9.8.7"],
    ["http://localhost:1234/", "http://localhost:1234"],
    ["http://[::1]:1234", "http://[::1]:1234"],
  ])("accepts %s", (given, expected) => {
    expect(apiBaseUrl(given)).toBe(expected);
  });

  it.each([
    "http://api.anthropic.com",
    "http://127.0.0.1.example.com",
    "http://localhost.example.com",
    "http://128.0.0.1",
    "http://0.0.0.0",
    "http://[::2]",
    "https://user:secret@example.com",
    "https://example.com/?key=1",
    "https://example.com/#x",
    "ftp://127.0.0.1",
    "api.anthropic.com",
    "",
  ])("refuses %s", (given) => {
    expect(() => apiBaseUrl(given)).toThrow(UsageError);
  });

  it("does not repeat a password", () => {
    expect(() => apiBaseUrl("https://user:secret@example.com")).toThrow(/^(?!.*secret)/);
  });
});
