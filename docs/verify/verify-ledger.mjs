#!/usr/bin/env node
// Verifies a ledger proof offline with only Node 18 or later: node verify-ledger.mjs KEY FILE. KEY is the log's public
// key, NAME+ID+BASE64, or a file that contains it. FILE is an inclusion proof, a consistency proof or a checkpoint. Exit
// codes: 0, proved; 1, not proved, with the line number and what was expected there; 2, wrong usage. This verifier shares
// no code with the Java verifier.
import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";

const LARGEST = 1024 * 1024;
class Refused extends Error {}
class Usage extends Error {}
const check = (holds, where, why) => {
  if (!holds) throw new Refused(`${typeof where === "number" ? `line ${where}` : where}: ${why}`);
};
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const node = (left, right) => sha256(Buffer.of(1), left, right);

const utf8 = (bytes, what) => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused(`${what} is not UTF-8 text`);
  }
};
const base64 = (text, where) => {
  const bytes = Buffer.from(text, "base64");
  check(bytes.toString("base64") === text, where, "expected base64 in its canonical form");
  return bytes;
};
const hash = (text, where) => {
  const bytes = base64(text, where);
  check(bytes.length === 32, where, "expected a hash, base64 of 32 bytes");
  return bytes;
};
const number = (text, where) => {
  check(/^(0|[1-9][0-9]{0,19})$/.test(text) && BigInt(text) < 1n << 64n, where, "expected a number below 2^64");
  return BigInt(text);
};
const after = (lines, at, start) => {
  check(at < lines.length - 1, at + 1, `the file ends here, expected '${start.trim()}'`);
  check(lines[at].startsWith(start), at + 1, `expected '${start.trim()}'`);
  return lines[at].slice(start.length);
};

// Computes the root from a node upward (RFC 9162, 2.1.3.2 and 2.1.4.2). The older root combines only siblings on the left.
function climb(index, size, start, proof, line) {
  check(index < size, 3, `the index is outside the log, whose size is ${size}`);
  let last = size - 1n;
  let newer = start;
  let older = start;
  for (const sibling of proof) {
    check(last !== 0n, line, "the proof has too many hashes");
    if (index % 2n === 1n || index === last) {
      newer = node(sibling, newer);
      older = node(sibling, older);
      while (index % 2n === 0n && index !== 0n) {
        index /= 2n;
        last /= 2n;
      }
    } else {
      newer = node(newer, sibling);
    }
    index /= 2n;
    last /= 2n;
  }
  check(last === 0n, line, "the proof has too few hashes");
  return { newer, older };
}

function readKey(text) {
  const [name, id, ...rest] = text.trim().split("+");
  const base = rest.join("+");
  const typed = Buffer.from(base, "base64");
  if (typed.toString("base64") !== base || typed.length !== 33 || typed[0] !== 1 || text.includes("PRIVATE+KEY+"))
    throw new Usage("KEY is not a log's Ed25519 public key, such as example.com/ledger+33d7b496+AeHTu4Q3…");
  const keyId = sha256(`${name}\n`, typed).subarray(0, 4);
  if (keyId.toString("hex") !== id) throw new Usage(`KEY was not copied correctly: its ID should be ${keyId.toString("hex")}`);
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), typed.subarray(1)]);
  return { name, id: keyId, publicKey: createPublicKey({ key: der, format: "der", type: "spki" }) };
}

// Returns the signature lines of a note after checking their form (C2SP signed-note).
function signatures(note, line, within = "") {
  const at = (offset) => `${within}line ${line + offset}`;
  const blank = note.lastIndexOf("\n\n");
  check(blank >= 0 && blank + 2 < note.length && note.endsWith("\n"), at(0), "expected a checkpoint: text, an empty line, signatures");
  const control = note.search(/[\x00-\x09\x0b-\x1f]/);
  check(control < 0, at(note.slice(0, Math.max(control, 0)).split("\n").length - 1), "contains a control character; lines must end in a single line feed");
  const first = note.slice(0, blank).split("\n").length + 1;
  return note.slice(blank + 2, -1).split("\n").map((signature, i) => {
    const space = signature.lastIndexOf(" ");
    check(signature.startsWith("— ") && space > 2, at(first + i), "expected a signature, '— ' with a name and base64");
    const bytes = base64(signature.slice(space + 1), at(first + i));
    check(bytes.length > 4, at(first + i), "the signature is too short");
    return { name: signature.slice(2, space), bytes, place: at(first + i) };
  });
}

// Parses a checkpoint and verifies that the key signed it (C2SP tlog-checkpoint).
function checkpoint(note, key, line, within = "") {
  const at = (offset) => `${within}line ${line + offset}`;
  const all = signatures(note, line, within);
  const text = note.slice(0, note.lastIndexOf("\n\n") + 1);
  const lines = text.slice(0, -1).split("\n");
  check(lines.length >= 3 && !lines.includes(""), at(0), "expected origin, size and root");
  const read = { origin: lines[0], size: number(lines[1], at(1)), root: hash(lines[2], at(2)) };
  check(lines[0] === key.name, at(0), `the checkpoint belongs to the log '${lines[0]}', expected '${key.name}'`);
  const ours = all.filter(({ name, bytes }) => name === key.name && bytes.subarray(0, 4).equals(key.id));
  for (const { bytes, place } of ours) {
    check(bytes.length === 68 && verifySignature(null, Buffer.from(text), key.publicKey, bytes.subarray(4)), place,
      "the signature does not match the text above it");
  }
  check(ours.length > 0, at(lines.length + 1), "no signature was made with the given key");
  return read;
}

function verify(key, file) {
  if (file.length > LARGEST) {
    throw new Refused(`the file is longer than any proof or checkpoint: expected at most ${LARGEST} bytes`);
  }
  check(file.length > 0, 1, "the file is empty, expected a proof or a checkpoint");
  const text = utf8(file, "the file");
  const lines = text.split("\n");
  const inclusion = text.startsWith("c2sp.org/tlog-proof@v1\n");
  if (!inclusion && !text.startsWith("grantkeeper/consistency-proof@v1\n")) {
    const note = checkpoint(text, key, 1);
    return `PROVED: the log ${note.origin} had ${note.size} entries.`;
  }
  let at = 1;
  const content = base64(after(lines, at++, inclusion ? "extra " : "old "), 2);
  const older = inclusion ? "" : utf8(content, "line 2: the older checkpoint");
  if (!inclusion) signatures(older, 1, "line 2, older checkpoint, ");
  const index = inclusion ? number(after(lines, at++, "index "), 3) : 0n;
  const hashes = at + 1;
  const proof = [];
  for (; at < lines.length - 1 && lines[at] !== ""; at++) {
    check(proof.length < 128, at + 1, "a proof has at most 128 hashes");
    proof.push(hash(lines[at], at + 1));
  }
  check(at < lines.length - 1, at + 1, "the file ends here, expected a hash or an empty line");
  at++;
  const newer = lines.slice(at).join("\n");
  signatures(newer, at + 1);
  const old = inclusion ? undefined : checkpoint(older, key, 1, "line 2, older checkpoint, ");
  const note = checkpoint(newer, key, at + 1);
  if (inclusion) {
    const { newer: root } = climb(index, note.size, sha256(Buffer.of(0), content), proof, hashes);
    check(root.equals(note.root), at + 3, "expected the root that the entry and the proof lead to");
    return `PROVED: entry ${index} of the log ${note.origin} with ${note.size} entries is\n${utf8(content, "the entry")}`;
  }
  check(old.size !== 0n && old.size <= note.size, 2, "the older log is empty or larger");
  if (old.size === note.size) {
    check(proof.length === 0, hashes, "a proof between two logs of the same size has no hashes");
    check(old.root.equals(note.root), at + 3, "the two logs have the same size but different roots");
  } else {
    let first = old.size - 1n;
    let last = note.size - 1n;
    for (; first % 2n === 1n; first /= 2n) last /= 2n;
    if (first === 0n) proof.unshift(old.root);
    check(proof.length > 0, hashes, "the proof contains no hashes");
    const roots = climb(first, last + 1n, proof[0], proof.slice(1), hashes);
    check(roots.older.equals(old.root), 2, "expected the older root that the proof leads to");
    check(roots.newer.equals(note.root), at + 3, "expected the newer root that the proof leads to");
  }
  return `PROVED: the log ${note.origin} grew from ${old.size} to ${note.size} entries; none of the first was changed, removed or moved.`;
}

// Reads at most one byte more than a proof can have.
function read(file) {
  const handle = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(LARGEST + 1);
    let length = 0;
    for (let got = 1; got > 0 && length < bytes.length; length += got) {
      got = readSync(handle, bytes, length, bytes.length - length, null);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(handle);
  }
}

if (process.argv.length !== 4) {
  console.error("usage: node verify-ledger.mjs KEY FILE");
  process.exit(2);
}
const [key, file] = process.argv.slice(2);
try {
  const isFile = statSync(key, { throwIfNoEntry: false })?.isFile();
  console.log(verify(readKey(isFile ? readFileSync(key, "utf8") : key), read(file)));
} catch (failure) {
  if (failure instanceof Refused) {
    console.log(`NOT PROVED: ${failure.message}`);
    process.exit(1);
  }
  if (!(failure instanceof Usage) && failure.syscall === undefined) throw failure;
  console.error(`cannot check ${file}: ${failure instanceof Usage ? failure.message : "the file does not exist or cannot be read"}`);
  process.exit(2);
}
