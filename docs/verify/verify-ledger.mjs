#!/usr/bin/env node
// Checks a proof of the ledger offline, with nothing but Node 18 or later: node verify-ledger.mjs NAME+ID+KEY FILE.
// FILE is a proof that an entry is in the log, a proof that the log only grew, or a checkpoint.
// Exit code 0: proved; 1: not; 2: usage. It shares no code with the Java verifier.
import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { readFileSync } from "node:fs";

class Refused extends Error {}
const check = (holds, line, why) => {
  if (!holds) throw new Refused(`line ${line}: ${why}`);
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
const base64 = (text, line) => {
  const bytes = Buffer.from(text, "base64");
  check(bytes.toString("base64") === text, line, "expected canonical base64");
  return bytes;
};
const hash = (text, line) => {
  const bytes = base64(text, line);
  check(bytes.length === 32, line, "expected a hash of 32 bytes");
  return bytes;
};
const number = (text, line) => {
  check(/^(0|[1-9][0-9]{0,19})$/.test(text) && BigInt(text) < 1n << 64n, line, "expected a number below 2^64");
  return BigInt(text);
};
const after = (lines, at, start) => {
  check(at < lines.length && lines[at].startsWith(start), at + 1, `expected '${start.trim()}'`);
  return lines[at].slice(start.length);
};

// RFC 9162, 2.1.3.2 and 2.1.4.2: from a node up to the root. The older root takes only what stands to the left.
function climb(index, size, start, proof) {
  check(index < size, 3, "the index lies outside the log");
  let last = size - 1n;
  let newer = start;
  let older = start;
  for (const sibling of proof) {
    check(last !== 0n, 4, "the proof has too many hashes");
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
  check(last === 0n, 4, "the proof has too few hashes");
  return { newer, older };
}

// C2SP's signed-note and tlog-checkpoint.
function checkpoint(note, key, line) {
  const blank = note.lastIndexOf("\n\n");
  check(blank > 0 && note.endsWith("\n"), line, "expected a checkpoint: text, an empty line, signatures");
  check(!/[\x00-\x09\x0b-\x1f]/.test(note), line, "a checkpoint holds no control characters");
  const text = note.slice(0, blank + 1);
  const lines = text.slice(0, -1).split("\n");
  check(lines.length >= 3 && !lines.includes(""), line, "expected origin, size and root");
  const [name, id, ...rest] = key.split("+");
  const typed = base64(rest.join("+"), line);
  check(typed.length === 33 && typed[0] === 1, line, "the key you gave is no Ed25519 key of a log");
  const keyId = sha256(`${name}\n`, typed).subarray(0, 4);
  check(keyId.toString("hex") === id, line, "the key you gave was copied wrongly");
  check(lines[0] === name, line, `the checkpoint is of the log '${lines[0]}', the key of '${name}'`);
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), typed.subarray(1)]);
  const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
  let signed = false;
  note.slice(blank + 2, -1).split("\n").forEach((signature, i) => {
    const at = line + lines.length + 1 + i;
    const space = signature.lastIndexOf(" ");
    check(signature.startsWith("— ") && space > 2, at, "expected a signature");
    const bytes = base64(signature.slice(space + 1), at);
    check(bytes.length > 4, at, "the signature is too short");
    if (signature.slice(2, space) === name && bytes.subarray(0, 4).equals(keyId)) {
      check(bytes.length === 68 && verifySignature(null, Buffer.from(text), publicKey, bytes.subarray(4)), at,
        "the signature does not fit the text");
      signed = true;
    }
  });
  check(signed, line + lines.length + 1, "no signature is by the key you gave");
  return { origin: lines[0], size: number(lines[1], line + 1), root: hash(lines[2], line + 2) };
}

function verify(key, file) {
  const text = utf8(file, "the file");
  const lines = text.split("\n");
  const inclusion = lines[0] === "c2sp.org/tlog-proof@v1";
  if (!inclusion && lines[0] !== "grantkeeper/consistency-proof@v1") {
    const note = checkpoint(text, key, 1);
    return `PROVED: the log ${note.origin} had ${note.size} entries.`;
  }
  let at = 1;
  const content = base64(after(lines, at++, inclusion ? "extra " : "old "), 2);
  const index = inclusion ? number(after(lines, at++, "index "), 3) : 0n;
  const proof = [];
  for (; at < lines.length && lines[at] !== ""; at++) {
    check(proof.length < 128, at + 1, "a proof has at most 128 hashes");
    proof.push(hash(lines[at], at + 1));
  }
  check(++at < lines.length, at, "expected an empty line and a checkpoint");
  const note = checkpoint(lines.slice(at).join("\n"), key, at + 1);
  if (inclusion) {
    const { newer } = climb(index, note.size, sha256(Buffer.of(0), content), proof);
    check(newer.equals(note.root), at + 3, "the root is not the one that entry and proof lead to");
    return `PROVED: entry ${index} of the log ${note.origin}, which had ${note.size} entries, is\n${utf8(content, "the entry")}`;
  }
  const old = checkpoint(utf8(content, "the older checkpoint"), key, 1);
  check(old.size !== 0n && old.size <= note.size, 2, "the older log is empty or larger");
  if (old.size === note.size) {
    check(proof.length === 0 && old.root.equals(note.root), 2, "two logs of one size differ");
  } else {
    let first = old.size - 1n;
    let last = note.size - 1n;
    for (; first % 2n === 1n; first /= 2n) last /= 2n;
    if (first === 0n) proof.unshift(old.root);
    check(proof.length > 0, 3, "the proof holds no hashes");
    const { newer, older } = climb(first, last + 1n, proof[0], proof.slice(1));
    check(older.equals(old.root), 2, "the older root is not the one that the proof leads to");
    check(newer.equals(note.root), at + 3, "the newer root is not the one that the proof leads to");
  }
  return `PROVED: the log ${note.origin} grew from ${old.size} to ${note.size} entries; none of the first was changed, removed or moved.`;
}

if (process.argv.length !== 4) {
  console.error("usage: node verify-ledger.mjs NAME+ID+KEY FILE");
  process.exit(2);
}
try {
  console.log(verify(process.argv[2], readFileSync(process.argv[3])));
} catch (refused) {
  if (!(refused instanceof Refused)) throw refused;
  console.log(`NOT PROVED: ${refused.message}`);
  process.exit(1);
}
