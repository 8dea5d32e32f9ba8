import { describe, expect, it } from "vitest";
import { codeWords, relativeTime, visible, sentence } from "../src/ui/format";
import { at, query } from "../src/api/client";
import { to } from "../src/router";

const now = Date.parse("2026-11-28T12:00:00Z");

describe("formats", () => {
  it("states times in the unit that a person would use", () => {
    expect(relativeTime("2026-11-28T11:59:40Z", now)).toBe("just now");
    expect(relativeTime("2026-11-28T11:20:00Z", now)).toBe("40 min ago");
    expect(relativeTime("2026-11-26T13:00:00Z", now)).toBe("47 h ago");
    expect(relativeTime("2026-12-04T12:00:00Z", now)).toBe("in 6 d");
    expect(relativeTime("2026-01-05T12:00:00Z", now)).toBe("Jan 5, 2026");
    expect(relativeTime("not a time", now)).toBe("not a time");
  });

  it("writes codes as words", () => {
    expect(codeWords("out-of-character")).toBe("out of character");
    expect(codeWords("shadow-ai")).toBe("shadow AI");
    expect(codeWords("mail-sent")).toBe("mail sent");
  });

  it("makes characters visible that change how others are displayed", () => {
    expect(visible("a\u202egnp.exe")).toBe("a[U+202E]gnp.exe");
    expect(visible("b\u0000\u200b")).toBe("b[U+0000][U+200B]");
    expect(visible("李小龙 مرحبا")).toBe("李小龙 مرحبا");
  });

  it("escapes every part of an address", () => {
    expect(to(["policies", "a/b?c"], { q: "x&y", empty: "" })).toBe("/console/policies/a%2Fb%3Fc?q=x%26y");
    expect(at("identities", "../session")).toBe("/identities/..%2Fsession");
    expect(query({ limit: 5, cursor: null, q: "" })).toBe("?limit=5");
  });

  it("makes a sentence of a text", () => {
    expect(sentence("the listing does not include it")).toBe("The listing does not include it.");
    expect(sentence("Is it known?")).toBe("Is it known?");
    expect(sentence("")).toBe("");
  });
});
