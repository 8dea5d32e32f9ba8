import { beforeEach, describe, expect, it, vi } from "vitest";
import { checkDecision, checkEntry, checkLedger, pin, unpin } from "../src/ledger/check";
import { pins } from "../src/settings";
import type { DecisionProof, LedgerStatus } from "../src/api/types";

import { MockLedger } from "../mock/ledger.mjs";

const entries = Array.from({ length: 20 }, (_, i) => ({ at: "2026-11-28T00:00:00Z", kind: "change.observed", actors: [{ who: "grantkeeper/x" }], v: i }));

/** The log until `size`, signed with the same key, of which `from` and all later entries differ. */
function log(size: number, from = Number.POSITIVE_INFINITY): MockLedger {
  const made = new MockLedger("example.com/log", entries.slice(0, size).map((one, i) => (i >= from ? { ...one, v: -i } : one)));
  made.privateKey = original.privateKey;
  made.keyId = original.keyId;
  made.key = original.key;
  return made;
}

const original = new MockLedger("example.com/log", entries);

/** What the server answers: a log for each question about consistency, one after the other. */
function serve(status: LedgerStatus, ...logs: MockLedger[]): void {
  vi.stubGlobal("fetch", (address: string) => {
    const url = new URL(address, "https://console.example");
    const next = logs.length > 1 ? logs.shift() : logs[0];
    return Promise.resolve(Response.json(url.pathname.endsWith("/consistency") ? next?.consistency(Number(url.searchParams.get("from"))) : status));
  });
}

describe("the check of the ledger", () => {
  beforeEach(() => {
    pins.value = {};
    pin(log(8).status(), "2026-11-28T00:00:00Z");
  });

  it("accepts a log that extends the pinned checkpoint, also if it grows meanwhile", async () => {
    const status = log(12).status();
    serve(status, log(12));
    expect(await checkLedger(status)).toMatchObject({ proved: true });
    serve(status, log(15));
    expect(await checkLedger(status)).toMatchObject({ proved: true });
    serve(status, log(13), log(14), log(14), log(14));
    expect(await checkLedger(status)).toMatchObject({ proved: true });
  });

  it("rejects another branch, whichever log the server proves instead", async () => {
    const branch = log(12, 5).status();
    for (const logs of [[log(12, 5)], [log(12)], [log(15)], [log(9)], [log(8)], [log(15), log(15, 5)], [log(15), log(16)]]) {
      serve(branch, ...logs);
      expect((await checkLedger(branch)).proved).toBe(false);
    }
  });

  it("rejects a log with another name, whatever the server calls it, until the viewer removes the pin", async () => {
    const renamed = new MockLedger("example.com/other", entries.slice(0, 12));
    serve(renamed.status(), renamed);
    expect(await checkLedger(renamed.status())).toMatchObject({
      proved: false,
      why: "the server shows the log example.com/other, but you pinned a checkpoint of example.com/log",
    });
    expect((await checkEntry(renamed.inclusion(3), renamed.status())).proved).toBe(false);
    expect((await checkEntry(renamed.inclusion(3), log(12).status())).proved).toBe(false);
    unpin();
    expect((await checkLedger(renamed.status())).proved).toBe(true);
  });

  it("rejects a log that is shorter than the pinned checkpoint", async () => {
    const status = log(7).status();
    serve(status, log(12));
    expect(await checkLedger(status)).toMatchObject({ proved: false, why: "the log shrank from 8 to 7 entries" });
  });
});

describe("the check of a decision", () => {
  const batch = new MockLedger("batch", [{ id: "d-0", permitted: false }, { id: "d-1", permitted: true }, { id: "d-2", permitted: true }]);
  const made = new MockLedger("example.com/log", [...entries, { at: "", kind: "decisions.made", actors: [{ who: "" }], what: { count: batch.size, root: batch.root() } }]);

  function proof(index: number): DecisionProof {
    const { size, hashes, root } = batch.inclusion(index);
    return { id: `d-${index}`, document: String(batch.leaves[index]), proof: { index, size, hashes, root }, ledger: made.inclusion(20).bundle, index: 20 };
  }

  beforeEach(() => {
    pins.value = {};
    serve(made.status(), made);
  });

  it("accepts each decision of the batch that the ledger records", async () => {
    for (let index = 0; index < batch.size; index++) expect(await checkDecision(`d-${index}`, proof(index))).toMatchObject({ proved: true, index: 20 });
  });

  it("rejects a changed document, another decision, another batch and another entry", async () => {
    const right = proof(1);
    const { root: _, ...withoutRoot } = right.proof;
    const attempts: [string, DecisionProof][] = [
      ["d-1", { ...right, document: right.document.replace("true", "false") }],
      ["d-2", right],
      ["d-1", { ...right, document: "no object" }],
      ["d-1", { ...right, proof: withoutRoot }],
      ["d-1", { ...right, proof: { index: 0, size: 1, hashes: [], root: new MockLedger("batch", [batch.entries[1]]).root() } }],
      ["d-1", { ...right, ledger: made.inclusion(19).bundle }],
    ];
    for (const [id, one] of attempts) expect((await checkDecision(id, one)).proved).toBe(false);
  });

  it("rejects an entry of a log that does not extend the pinned checkpoint", async () => {
    pins.value = { "example.com/log": { note: made.note(8, log(8, 5).root()), keys: [made.key], at: "" } };
    expect((await checkDecision("d-1", proof(1))).proved).toBe(false);
  });
});
