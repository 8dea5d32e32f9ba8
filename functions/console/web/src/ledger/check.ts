// Checks of the ledger as the viewer sees them: what was proved against which checkpoint, and what was not checked.
import { get, query } from "../api/client";
import type { ConsistencyProof, InclusionProof, LedgerStatus } from "../api/types";
import { pins } from "../settings";
import { fromBase64, NotProved, parseBundle, parseCheckpoint, toBase64, verifyConsistency, verifyInclusion, verifySignature, type Checkpoint } from "./merkle";

export type Pin = { note: string; keys: readonly string[]; at: string };

export interface Verdict {
  readonly proved: boolean;
  /** For a failure: what does not fit. */
  readonly why?: string;
  readonly checkpoint?: Checkpoint;
  readonly signature?: "valid" | "unsupported";
  /** The pinned checkpoint that the proof extends, if there is one. */
  readonly pin?: Pin | undefined;
  readonly index?: number;
}

export function pinOf(origin: string): Pin | undefined {
  return pins.value[origin];
}

export function pin(status: LedgerStatus, at: string): void {
  pins.value = { ...pins.value, [status.origin]: { note: status.note, keys: status.keys, at } };
}

export function unpin(origin: string): void {
  const { [origin]: _, ...rest } = pins.value;
  pins.value = rest;
}

async function attempt(run: () => Promise<Verdict>): Promise<Verdict> {
  try {
    return await run();
  } catch (failure) {
    if (failure instanceof NotProved) return { proved: false, why: failure.message };
    throw failure;
  }
}

/** Keys: those that were pinned count more than those that the server names now. */
function keysFor(status: LedgerStatus): readonly string[] {
  return pinOf(status.origin)?.keys ?? status.keys;
}

/** Checks the latest checkpoint: its signature, and that it extends the pinned checkpoint, or else the oldest published one. */
export function checkLedger(status: LedgerStatus): Promise<Verdict> {
  return attempt(async () => {
    const latest = parseCheckpoint(status.note);
    if (latest.origin !== status.origin || latest.size !== status.size || toBase64(latest.root) !== status.root) {
      throw new NotProved("the server's size or root is not the signed checkpoint's");
    }
    const signature = await verifySignature(latest, keysFor(status));
    const pinned = pinOf(status.origin);
    const from = pinned ? parseCheckpoint(pinned.note) : status.checkpoints[0] ? parseCheckpoint(status.checkpoints[0].note) : undefined;
    if (pinned && from) await verifySignature(from, pinned.keys);
    if (from && from.size > 0) await consistent(from, latest);
    return { proved: true, checkpoint: latest, signature, pin: pinned };
  });
}

async function consistent(from: Checkpoint, latest: Checkpoint): Promise<void> {
  if (from.size >= latest.size) return verifyConsistency(from, latest, []);
  const proof = await get<ConsistencyProof>(`/ledger/consistency${query({ from: from.size })}`);
  const to = parseCheckpoint(proof.note);
  await verifyConsistency(from, to, proof.hashes);
  // The log may have grown between the two calls: then the newer one has to extend what is shown.
  if (to.size === latest.size) await verifyConsistency(latest, to, []);
}

/** Checks that an entry is in the log, and returns it as its bytes say, not as the server shows it. */
export function checkEntry(proof: InclusionProof, status: LedgerStatus): Promise<Verdict> {
  return attempt(async () => {
    const checkpoint = parseCheckpoint(proof.note);
    const signature = await verifySignature(checkpoint, keysFor(status));
    await verifyInclusion(fromBase64(proof.leaf), proof.index, proof.hashes, checkpoint);
    const pinned = pinOf(checkpoint.origin);
    if (pinned) await consistent(parseCheckpoint(pinned.note), checkpoint);
    return { proved: true, checkpoint, signature, pin: pinned, index: proof.index };
  });
}

/** Checks a C2SP tlog-proof. */
export function checkBundle(text: string): Promise<Verdict> {
  return attempt(async () => {
    const bundle = parseBundle(text);
    await verifyInclusion(bundle.leaf, bundle.index, bundle.hashes, bundle.checkpoint);
    const status = await get<LedgerStatus>("/ledger");
    const signature = await verifySignature(bundle.checkpoint, keysFor(status));
    return { proved: true, checkpoint: bundle.checkpoint, signature, pin: pinOf(bundle.checkpoint.origin), index: bundle.index };
  });
}
