// Checks of the ledger as the viewer sees them: what was proved against which checkpoint, and what was not checked.
import { get, query } from "../api/client";
import type { ConsistencyProof, DecisionProof, InclusionProof, LedgerStatus } from "../api/types";
import { pins } from "../settings";
import { fromBase64, NotProved, parseBundle, parseCheckpoint, toBase64, verifyConsistency, verifyInclusion, verifySignature, type Bundle, type Checkpoint } from "./merkle";

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

/**
 * Returns the checkpoint that the viewer pinned. A console shows one log, so a pin applies whatever name the server gives the log:
 * otherwise, a server that renames the log would leave the pin behind.
 */
export function pinOf(origin: string): Pin | undefined {
  return pins.value[origin] ?? Object.values(pins.value)[0];
}

export function pin(status: LedgerStatus, at: string): void {
  pins.value = { [status.origin]: { note: status.note, keys: status.keys, at } };
}

export function unpin(): void {
  pins.value = {};
}

/** Returns the pinned checkpoint, which must be one of the same log. */
function pinFor(checkpoint: Checkpoint): Pin | undefined {
  const pinned = pinOf(checkpoint.origin);
  const origin = pinned && parseCheckpoint(pinned.note).origin;
  if (origin !== undefined && origin !== checkpoint.origin) {
    throw new NotProved(`the server shows the log ${checkpoint.origin}, but you pinned a checkpoint of ${origin}`);
  }
  return pinned;
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
    const pinned = pinFor(latest);
    const signature = await verifySignature(latest, keysFor(status));
    const from = pinned ? parseCheckpoint(pinned.note) : status.checkpoints[0] ? parseCheckpoint(status.checkpoints[0].note) : undefined;
    if (pinned && from) await verifySignature(from, pinned.keys);
    if (from && from.size > 0) await consistent(from, latest);
    return { proved: true, checkpoint: latest, signature, pin: pinned };
  });
}

/** How often to ask again if the log grows between two answers of the server. */
const ATTEMPTS = 5;

/** Checks that the log of `latest` extends that of `from`. */
async function consistent(from: Checkpoint, latest: Checkpoint): Promise<void> {
  if (from.size === 0 || from.size >= latest.size) return verifyConsistency(from, latest, []);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const to = await extension(from);
    if (to.size < latest.size) throw new NotProved(`the server proves only ${to.size} of the ${latest.size} entries that it shows`);
    // If the log has grown since `latest`, that one must also be a prefix of the log that was proved: else it is another branch.
    const end = to.size === latest.size ? latest : await extension(latest);
    if (end.size === to.size) return verifyConsistency(to, end, []);
  }
  throw new NotProved("the server proves each checkpoint against another one");
}

/** Returns the server's newest checkpoint, whose log extends that of `from`. Its signature is not verified. */
async function extension(from: Checkpoint): Promise<Checkpoint> {
  const proof = await get<ConsistencyProof>(`/ledger/consistency${query({ from: from.size })}`);
  const to = parseCheckpoint(proof.note);
  await verifyConsistency(from, to, proof.hashes);
  return to;
}

/** Checks that an entry is in the log, and returns it as its bytes say, not as the server shows it. */
export function checkEntry(proof: InclusionProof, status: LedgerStatus): Promise<Verdict> {
  return attempt(async () => {
    const checkpoint = parseCheckpoint(proof.note);
    const signature = await verifySignature(checkpoint, keysFor(status));
    await verifyInclusion(fromBase64(proof.leaf), proof.index, proof.hashes, checkpoint);
    const pinned = pinFor(checkpoint);
    if (pinned) await consistent(parseCheckpoint(pinned.note), checkpoint);
    return { proved: true, checkpoint, signature, pin: pinned, index: proof.index };
  });
}

/** Checks a C2SP tlog-proof. */
async function proved(bundle: Bundle): Promise<Verdict> {
  await verifyInclusion(bundle.leaf, bundle.index, bundle.hashes, bundle.checkpoint);
  const status = await get<LedgerStatus>("/ledger");
  const signature = await verifySignature(bundle.checkpoint, keysFor(status));
  const pin = pinFor(bundle.checkpoint);
  if (pin) {
    const pinned = parseCheckpoint(pin.note);
    await (pinned.size <= bundle.checkpoint.size ? consistent(pinned, bundle.checkpoint) : consistent(bundle.checkpoint, pinned));
  }
  return { proved: true, checkpoint: bundle.checkpoint, signature, pin, index: bundle.index };
}

/** Checks that a decision's document belongs to a batch, and that the log contains the entry of this batch. */
export function checkDecision(id: string, proof: DecisionProof): Promise<Verdict> {
  return attempt(async () => {
    const bundle = parseBundle(proof.ledger);
    const { index, size, hashes, root } = proof.proof;
    if (!isCount(index) || !isCount(size) || !Array.isArray(hashes) || typeof root !== "string") {
      throw new NotProved("the server returned no proof that the decision is in its batch");
    }
    if (object(proof.document)["id"] !== id) throw new NotProved("the server returned another decision");
    await verifyInclusion(new TextEncoder().encode(proof.document), index, hashes.map(String), { size, root: fromBase64(root) });
    const entry = object(new TextDecoder().decode(bundle.leaf));
    const what = entry["what"] as Record<string, unknown> | undefined;
    if (entry["kind"] !== "decisions.made" || what?.["count"] !== size || what["root"] !== root) {
      throw new NotProved("the ledger's entry does not record the decision's batch");
    }
    return proved(bundle);
  });
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function object(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // reported below
  }
  throw new NotProved("a record is not a JSON object");
}
