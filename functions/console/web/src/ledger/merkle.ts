// Verifies proofs of the ledger with nothing but SHA-256 (RFC 9162, 2.1.3.2 and 2.1.4.2) and signed notes (C2SP). This file shares
// no code with the server: it is the viewer's own check.

export class NotProved extends Error {}

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
  readonly note: string;
}

export function fromBase64(text: string): Bytes {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new NotProved("a value is not base64");
  }
  if (btoa(binary) !== text) throw new NotProved("a value is not base64 in its canonical form");
  return Uint8Array.from(binary, (one) => one.charCodeAt(0));
}

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const one of bytes) binary += String.fromCharCode(one);
  return btoa(binary);
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

async function sha256(...parts: readonly Uint8Array[]): Promise<Bytes> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

export function hashLeaf(leaf: Uint8Array): Promise<Bytes> {
  return sha256(Uint8Array.of(0), leaf);
}

function hashNode(left: Uint8Array, right: Uint8Array): Promise<Bytes> {
  return sha256(Uint8Array.of(1), left, right);
}

function hash(text: string): Bytes {
  const bytes = fromBase64(text);
  if (bytes.length !== 32) throw new NotProved("a hash does not have 32 bytes");
  return bytes;
}

/** Reads origin, size and root of a signed checkpoint. Does not verify its signatures. */
export function parseCheckpoint(note: string): Checkpoint {
  const lines = note.split("\n");
  const [origin, size, root] = lines;
  if (!origin || !size || !root || !/^(0|[1-9][0-9]{0,15})$/.test(size) || lines[3] === undefined) {
    throw new NotProved("the checkpoint does not state origin, size and root");
  }
  const count = Number(size);
  if (!Number.isSafeInteger(count)) throw new NotProved("the checkpoint's size is too large");
  return { origin, size: count, root: hash(root), note };
}

async function climb(index: number, size: number, start: Bytes, proof: readonly Bytes[]): Promise<{ newer: Bytes; older: Bytes }> {
  if (index >= size) throw new NotProved(`the index ${index} is outside the log of ${size} entries`);
  let at = index;
  let last = size - 1;
  let newer = start;
  let older = start;
  for (const sibling of proof) {
    if (last === 0) throw new NotProved("the proof has too many hashes");
    if (at % 2 === 1 || at === last) {
      newer = await hashNode(sibling, newer);
      older = await hashNode(sibling, older);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      newer = await hashNode(newer, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  if (last !== 0) throw new NotProved("the proof has too few hashes");
  return { newer, older };
}

/** Verifies that the leaf is entry `index` of the log with this checkpoint. */
export async function verifyInclusion(leaf: Uint8Array, index: number, hashes: readonly string[], checkpoint: Pick<Checkpoint, "size" | "root">): Promise<void> {
  const { newer } = await climb(index, checkpoint.size, await hashLeaf(leaf), hashes.map(hash));
  if (!same(newer, checkpoint.root)) throw new NotProved("the entry and its proof lead to another root than the checkpoint's");
}

/** Verifies that the older log is a prefix of the newer one: nothing was changed, removed or inserted. */
export async function verifyConsistency(older: Checkpoint, newer: Checkpoint, hashes: readonly string[]): Promise<void> {
  if (older.origin !== newer.origin) throw new NotProved("the two checkpoints belong to different logs");
  if (older.size > newer.size) throw new NotProved(`the log shrank from ${older.size} to ${newer.size} entries`);
  if (older.size === newer.size) {
    if (!same(older.root, newer.root)) throw new NotProved("two logs of the same size have different roots");
    return;
  }
  if (older.size === 0) return;
  let first = older.size - 1;
  let last = newer.size - 1;
  while (first % 2 === 1) {
    first = Math.floor(first / 2);
    last = Math.floor(last / 2);
  }
  const proof = hashes.map(hash);
  if (first === 0) proof.unshift(older.root);
  const [start, ...rest] = proof;
  if (!start) throw new NotProved("the proof contains no hashes");
  const roots = await climb(first, last + 1, start, rest);
  if (!same(roots.older, older.root)) throw new NotProved("the proof leads to another older root");
  if (!same(roots.newer, newer.root)) throw new NotProved("the proof leads to another newer root");
}

export type SignatureCheck = "valid" | "unsupported";

/** Verifies the log's own Ed25519 signature. Browsers without Ed25519 return `unsupported`, never "valid". */
export async function verifySignature(checkpoint: Checkpoint, keys: readonly string[]): Promise<SignatureCheck> {
  const blank = checkpoint.note.lastIndexOf("\n\n");
  if (blank < 0) throw new NotProved("the checkpoint has no signatures");
  const text = new TextEncoder().encode(checkpoint.note.slice(0, blank + 1));
  const signatures = checkpoint.note.slice(blank + 2).split("\n").filter(Boolean);
  let known = false;
  for (const line of keys) {
    const [name, id, ...rest] = line.trim().split("+");
    if (name !== checkpoint.origin || id === undefined) continue;
    const typed = fromBase64(rest.join("+"));
    if (typed.length !== 33 || typed[0] !== 1) throw new NotProved("the key is not an Ed25519 key");
    const keyId = (await sha256(new TextEncoder().encode(`${name}\n`), typed)).subarray(0, 4);
    if (toHex(keyId) !== id) throw new NotProved("the key's id does not match the key");
    for (const signature of signatures) {
      const space = signature.lastIndexOf(" ");
      if (!signature.startsWith("— ") || signature.slice(2, space) !== name) continue;
      const bytes = fromBase64(signature.slice(space + 1));
      if (bytes.length !== 68 || !same(bytes.subarray(0, 4), keyId)) continue;
      known = true;
      let key: CryptoKey;
      try {
        key = await crypto.subtle.importKey("raw", typed.slice(1), "Ed25519", false, ["verify"]);
      } catch {
        return "unsupported";
      }
      if (!(await crypto.subtle.verify("Ed25519", key, bytes.slice(4), text))) {
        throw new NotProved("the signature does not match the checkpoint");
      }
      return "valid";
    }
  }
  if (!known) throw new NotProved("no known key signed the checkpoint");
  return "valid";
}

/** A C2SP tlog-proof: the entry, its index, the hashes and the checkpoint. */
export interface Bundle {
  readonly leaf: Bytes;
  readonly index: number;
  readonly hashes: readonly string[];
  readonly checkpoint: Checkpoint;
}

/** Reads a C2SP tlog-proof. */
export function parseBundle(text: string): Bundle {
  const lines = text.split("\n");
  if (lines[0] !== "c2sp.org/tlog-proof@v1" || !lines[1]?.startsWith("extra ") || !lines[2]?.startsWith("index ")) {
    throw new NotProved("the file is not a tlog-proof with its entry");
  }
  const blank = lines.indexOf("", 3);
  if (blank < 0) throw new NotProved("the file ends before the checkpoint");
  const index = Number(lines[2].slice(6));
  if (!Number.isSafeInteger(index) || index < 0) throw new NotProved("the index is not a number");
  return {
    leaf: fromBase64(lines[1].slice(6)),
    index,
    hashes: lines.slice(3, blank),
    checkpoint: parseCheckpoint(lines.slice(blank + 1).join("\n")),
  };
}
