import { describe, expect, it } from "vitest";
import { fromBase64, NotProved, parseBundle, parseCheckpoint, verifyConsistency, verifyInclusion, verifySignature } from "../src/ledger/merkle";

import { MockLedger } from "../mock/ledger.mjs";

const ledger = new MockLedger(
  "example.com/log",
  Array.from({ length: 33 }, (_, i) => ({ at: "2026-11-28T00:00:00Z", kind: "change.observed", actors: [{ who: "grantkeeper/x" }], v: i })),
);

const flip = (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1);

describe("the ledger's proofs", () => {
  it("accepts the proof of every entry", async () => {
    for (let index = 0; index < ledger.size; index++) {
      const proof = ledger.inclusion(index);
      await verifyInclusion(fromBase64(proof.leaf), index, proof.hashes, parseCheckpoint(proof.note));
      const bundle = parseBundle(proof.bundle);
      await verifyInclusion(bundle.leaf, bundle.index, bundle.hashes, bundle.checkpoint);
    }
  });

  it("rejects another entry, another index, and each changed, missing or additional hash", async () => {
    const proof = ledger.inclusion(12);
    const checkpoint = parseCheckpoint(proof.note);
    const leaf = fromBase64(proof.leaf);
    const other = ledger.inclusion(13);
    const attempts: (() => Promise<void>)[] = [
      () => verifyInclusion(fromBase64(other.leaf), 12, proof.hashes, checkpoint),
      () => verifyInclusion(leaf, 13, proof.hashes, checkpoint),
      () => verifyInclusion(leaf, 40, proof.hashes, checkpoint),
      () => verifyInclusion(leaf, 12, proof.hashes.slice(1), checkpoint),
      () => verifyInclusion(leaf, 12, [...proof.hashes, proof.hashes[0]], checkpoint),
      ...proof.hashes.map((_: string, i: number) => () => verifyInclusion(leaf, 12, proof.hashes.map((one: string, j: number) => (i === j ? flip(one) : one)), checkpoint)),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(NotProved);
  });

  it("accepts that each older log is a prefix, and nothing else", async () => {
    const newer = parseCheckpoint(ledger.note());
    for (let size = 1; size <= ledger.size; size++) {
      const proof = ledger.consistency(size);
      const older = parseCheckpoint(proof.fromNote);
      await verifyConsistency(older, newer, proof.hashes);
      if (size < ledger.size) {
        const root = ledger.consistency(size === 1 ? 2 : size - 1).fromRoot;
        await expect(verifyConsistency(parseCheckpoint(ledger.note(size, root)), newer, proof.hashes)).rejects.toThrow(NotProved);
      }
    }
    await expect(verifyConsistency(newer, parseCheckpoint(ledger.note(30)), [])).rejects.toThrow("shrank");
  });

  it("verifies the log's signature, and rejects another text or key", async () => {
    const checkpoint = parseCheckpoint(ledger.note());
    expect(await verifySignature(checkpoint, [ledger.key])).toBe("valid");
    const forged = parseCheckpoint(ledger.note().replace("\n33\n", "\n34\n"));
    await expect(verifySignature(forged, [ledger.key])).rejects.toThrow(NotProved);
    await expect(verifySignature(checkpoint, [new MockLedger("example.com/log", []).key])).rejects.toThrow("no known key");
  });
});
