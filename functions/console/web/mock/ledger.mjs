// A small, correct transparency log for the mock: RFC 9162 proofs, and checkpoints signed with an Ed25519 key of its own.
import { createHash, generateKeyPairSync, sign } from "node:crypto";

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const leafHash = (leaf) => sha256(Buffer.of(0), leaf);
const node = (left, right) => sha256(Buffer.of(1), left, right);
const split = (size) => 2 ** Math.floor(Math.log2(size - 1));

const root = (hashes) => (hashes.length === 0 ? sha256() : hashes.length === 1 ? hashes[0] : node(root(hashes.slice(0, split(hashes.length))), root(hashes.slice(split(hashes.length)))));

function inclusion(index, hashes) {
  if (hashes.length <= 1) return [];
  const k = split(hashes.length);
  return index < k
    ? [...inclusion(index, hashes.slice(0, k)), root(hashes.slice(k))]
    : [...inclusion(index - k, hashes.slice(k)), root(hashes.slice(0, k))];
}

function consistency(older, hashes, whole = true) {
  if (older === hashes.length) return whole ? [] : [root(hashes)];
  const k = split(hashes.length);
  return older <= k
    ? [...consistency(older, hashes.slice(0, k), whole), root(hashes.slice(k))]
    : [...consistency(older - k, hashes.slice(k), false), root(hashes.slice(0, k))];
}

export class MockLedger {
  constructor(origin, entries) {
    this.origin = origin;
    this.entries = entries;
    this.leaves = entries.map((entry) => Buffer.from(JSON.stringify(entry)));
    this.hashes = this.leaves.map(leafHash);
    const pair = generateKeyPairSync("ed25519");
    this.privateKey = pair.privateKey;
    const typed = Buffer.concat([Buffer.of(1), pair.publicKey.export({ format: "der", type: "spki" }).subarray(-32)]);
    this.keyId = sha256(`${origin}\n`, typed).subarray(0, 4);
    this.key = `${origin}+${this.keyId.toString("hex")}+${typed.toString("base64")}`;
  }

  get size() {
    return this.leaves.length;
  }

  root(size = this.size) {
    return root(this.hashes.slice(0, size)).toString("base64");
  }

  note(size = this.size, rootHash = this.root(size)) {
    const text = `${this.origin}\n${size}\n${rootHash}\n`;
    const signature = Buffer.concat([this.keyId, sign(null, Buffer.from(text), this.privateKey)]);
    return `${text}\n— ${this.origin} ${signature.toString("base64")}\n`;
  }

  status() {
    const older = Math.max(1, this.size - 37);
    return {
      origin: this.origin,
      size: this.size,
      root: this.root(),
      note: this.note(),
      keys: [this.key],
      checkpoints: [{ size: older, note: this.note(older) }],
      witnesses: ["witness.example.org/w1"],
    };
  }

  entry(index) {
    const entry = this.entries[index];
    if (!entry) return null;
    return {
      index,
      at: entry.at,
      kind: entry.kind,
      identity: entry.identity ?? null,
      identityName: entry.identity ? entry.identity.split("/").pop() : null,
      by: entry.actors[0].who,
      entry,
      leaf: this.leaves[index].toString("base64"),
    };
  }

  inclusion(index, tampered = false) {
    const leaf = tampered ? Buffer.from(this.leaves[index].toString().replace("grantkeeper/", "someone/")) : this.leaves[index];
    const hashes = inclusion(index, this.hashes).map((hash) => hash.toString("base64"));
    const note = this.note();
    return {
      index,
      size: this.size,
      leaf: leaf.toString("base64"),
      leafHash: this.hashes[index].toString("base64"),
      hashes,
      root: this.root(),
      note,
      bundle: `c2sp.org/tlog-proof@v1\nextra ${leaf.toString("base64")}\nindex ${index}\n${hashes.map((hash) => `${hash}\n`).join("")}\n${note}`,
    };
  }

  consistency(from) {
    return {
      from,
      to: this.size,
      hashes: consistency(from, this.hashes).map((hash) => hash.toString("base64")),
      fromRoot: this.root(from),
      toRoot: this.root(),
      fromNote: this.note(from),
      note: this.note(),
    };
  }
}
