// Verifies inclusion proofs with Sigstore's own verifier, an independent implementation.
// Usage: node check.cjs FOLDER-WITH-node_modules KEY PROOF…   exits with 0 if all proofs are valid
const fs = require("node:fs");
const path = require("node:path");
const { createPublicKey } = require("node:crypto");

const [folder, key, ...files] = process.argv.slice(2);
const part = (name) => require(path.resolve(folder, "node_modules/@sigstore/verify/dist/tlog", name));
const { verifyCheckpoint } = part("checkpoint.js");
const { verifyMerkleInclusion } = part("merkle.js");

// A key is name+hint+base64 of its type and its 32 bytes (C2SP signed-note); Node.js expects SubjectPublicKeyInfo.
const [, name, hint, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(key);
const ED25519 = Buffer.from("302a300506032b6570032100", "hex");
const log = {
  baseURL: name,
  logID: Buffer.from(hint, "hex"),
  publicKey: createPublicKey({
    key: Buffer.concat([ED25519, Buffer.from(encoded, "base64").subarray(1)]),
    format: "der",
    type: "spki",
  }),
};

for (const file of files) {
  const proof = fs.readFileSync(file, "utf8");
  const end = proof.indexOf("\n\n");
  const [, extra, index, ...hashes] = proof.slice(0, end).split("\n");
  const entry = {
    canonicalizedBody: Buffer.from(extra.replace("extra ", ""), "base64"),
    inclusionProof: {
      logIndex: index.replace("index ", ""),
      hashes: hashes.map((hash) => Buffer.from(hash, "base64")),
      checkpoint: { envelope: proof.slice(end + 2) },
    },
  };
  verifyMerkleInclusion(entry, verifyCheckpoint(entry, [log]));
}
