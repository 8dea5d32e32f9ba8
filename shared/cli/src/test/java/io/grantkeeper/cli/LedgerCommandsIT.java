package io.grantkeeper.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.proof.ProofBundleVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("The ledger commands")
class LedgerCommandsIT {
    private static final String NAME = "grantkeeper.local/ledger/acme";

    @TempDir
    private static Path folder;

    private static CommandRunner prompt;
    private static String key;
    private static Path proof;

    @BeforeAll
    static void createLedger() throws IOException {
        prompt = LedgerFixture.in(folder);
        key = prompt.runLine("ledger show --key").requireSuccess().out().strip();
        proof = folder.resolve("entry-3.tlog-proof");
        prompt.runLine("ledger prove --entry 3 --out " + proof).requireSuccess();
    }

    private static CommandRunner.Ran verify(String withKey, Path file) {
        return CommandRunner.runPlain("ledger", "verify", "--key", withKey, file.toString());
    }

    private static Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /**
     * Asserts that verification fails with exit code 1, and that standard output states the position and the reason.
     */
    private static void requireNotProved(Path file, String... why) {
        CommandRunner.Ran result = verify(key, file);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith(file + ": NOT PROVED").contains(why).doesNotContain("Exception");
        JsonNode json = CommandRunner.runPlain("ledger", "verify", "--json", "--key", key, file.toString())
                .json()
                .get(0);
        assertThat(json.path("proven").asBoolean()).isFalse();
        assertThat(json.path("problem").asString()).contains(why);
    }

    @Test
    void provesInclusionAndConsistency() throws IOException {
        assertThat(verify(key, proof).requireSuccess().out())
                .contains("proved", "The entry is number 3 in the log " + NAME);
        Path byId = folder.resolve("by-id.tlog-proof");
        prompt.runLine("ledger prove --id entry-3 --out " + byId).requireSuccess();
        assertThat(byId).hasSameTextualContentAs(proof);
        Path old = file(
                "old",
                prompt.runLine("ledger show --checkpoints --json")
                        .requireSuccess()
                        .json()
                        .get(0)
                        .asString());
        for (String since : List.of(String.valueOf(LedgerFixture.FIRST_PART), old.toString())) {
            Path grew = folder.resolve("grew.proof");
            prompt.runLine("ledger prove --since %s --out %s".formatted(since, grew))
                    .requireSuccess();
            assertThat(verify(key, grew).requireSuccess().out()).contains("grew from 4 to 10 entries");
        }
        JsonNode whole = prompt.runLine("ledger fsck --json --known " + old)
                .requireSuccess()
                .json();
        assertThat(whole.path("entries").asInt()).isEqualTo(LedgerFixture.ENTRIES);
        assertThat(whole.path("problems")).isEmpty();
    }

    @Test
    void reportsLineAndExpectedContentOfInvalidProof() throws IOException {
        String good = Files.readString(proof);
        requireNotProved(file("empty", ""), "line 1: the file is empty");
        requireNotProved(file("cut", good.substring(0, 200)), "line 2: the file ends here, expected 'extra'");
        requireNotProved(
                file("other-index", good.replace("index 3", "index 4")),
                "inclusion: the root computed from entry and proof is",
                "expected");
        requireNotProved(
                file("not-base64", good.replace("extra ", "extra *")), "line 2: the entry is not canonical base64");
        requireNotProved(file("windows", good.replace("\n", "\r\n")), "line 1: expected a checkpoint");
        requireNotProved(file("key", key + "\n"), "line 1: expected a checkpoint");
        Path huge = Files.write(folder.resolve("huge"), new byte[2 * ProofBundleVerifier.LARGEST]);
        requireNotProved(huge, "longer than any proof", "at most 1048576 bytes");
        SigningKeyFile stranger = SigningKeyFile.generate("example.com/other", SignatureType.ED25519);
        String foreign = SignedNote.sign(
                        Checkpoint.of("example.com/other", 1, io.grantkeeper.ledger.merkle.MerkleHashing.EMPTY)
                                .text(),
                        List.of(stranger))
                .toString();
        requireNotProved(
                file("foreign", foreign),
                "line 1: the checkpoint belongs to the log 'example.com/other', expected '" + NAME + "'");
        SigningKeyFile forger = SigningKeyFile.generate(NAME, SignatureType.ED25519);
        String forged = SignedNote.sign(
                        foreign.split("\n\n", 2)[0].replace("example.com/other", NAME) + "\n", List.of(forger))
                .toString();
        requireNotProved(
                file("forged", forged), "line 5: no signature is from a trusted log key; expected one from " + key);
    }

    @Test
    void reportsMissingOrAlteredFileOfExportedLog() throws IOException {
        Path exported = folder.resolve("log");
        prompt.runLine("ledger export --to " + exported).requireSuccess();
        assertThat(verify(key, exported).requireSuccess().out()).contains("All 10 entries");
        requireNotProved(Files.createDirectories(folder.resolve("no-log")), "checkpoint: the file is missing");
        Path entries = exported.resolve("tile/entries/000.p/10");
        byte[] bytes = Files.readAllBytes(entries);
        bytes[20] ^= 1;
        Files.write(entries, bytes);
        requireNotProved(exported, "tile/0/000.p/10", "give");
        Files.delete(entries);
        requireNotProved(exported, "tile/entries/000.p/10: the file is missing");
    }

    @Test
    void rejectsInvalidKeys() throws IOException {
        verify("nonsense", proof)
                .requireUsageError("--key", "a public key must have the form", "there is no file of that name either");
        verify(key.replaceFirst("\\+[0-9a-f]{8}\\+", "+00000000+"), proof)
                .requireUsageError("--key", "states 00000000; copy the key again");
        verify(key.substring(0, key.length() - 9), proof)
                .requireUsageError("--key", "an Ed25519 public key must have 32 bytes");
        verify(key.replaceFirst("[A-Za-z0-9+/]{4}$", "===="), proof).requireUsageError("--key", "copy the key again");
        String witness = SigningKeyFile.generate("example.com/witness", SignatureType.COSIGNATURE)
                .key()
                .toString();
        verify(witness, proof).requireUsageError("--key", "this is a witness key; pass it with --witness");
        CommandRunner.runPlain("ledger", "verify", "--key", key, "--witness", key, proof.toString())
                .requireUsageError("--witness", "this is a log key; pass it with --key");
        CommandRunner.runPlain("ledger", "verify", "--key", key, "--quorum", "1", proof.toString())
                .requireUsageError("--quorum is 1", "between 0 and the number of witness keys (0)");
        Path secret = prompt.keys().resolve("ledger-acme.key");
        CommandRunner.Ran result =
                verify(secret.toString(), proof).requireUsageError("--key, file " + secret, "this is a secret key");
        assertThat(result.err())
                .doesNotContain(Files.readString(secret).lines().findFirst().orElseThrow());
        Path rsa = file("rsa.pem", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n");
        verify(rsa.toString(), proof).requireUsageError("--key, file " + rsa, "a public key must have the form");
        assertThat(verify(file("right.key", key + "\n").toString(), proof)
                        .requireSuccess()
                        .out())
                .contains("proved");
    }

    @Test
    void reportsMissingFiles() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        verify(key, nowhere).requireUsageError(nowhere + " does not exist");
        prompt.runLine("ledger fsck --known " + nowhere).requireUsageError(nowhere + " does not exist");
        prompt.runLine("ledger prove --since " + nowhere).requireUsageError(nowhere + " does not exist");
        prompt.runLine("ledger prove --entry 3 --out " + nowhere.resolve("x"))
                .requireUsageError(nowhere.resolve("x") + " does not exist");
        prompt.runLine("ledger prove --entry 3 --out " + folder)
                .requireUsageError(folder + " is a folder; name a file");
        prompt.runLine("ledger export --to " + proof).requireUsageError("--to must be a folder", proof.toString());
        prompt.runLine("ledger fsck --known "
                        + Files.write(
                                folder.resolve("latin"), "é".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
                .requireUsageError("is not UTF-8 text");
    }

    @Test
    void rejectsUnknownEntriesAndCheckpoints() throws IOException {
        prompt.runLine("ledger prove --entry 10")
                .requireUsageError("no entry 10", "which has 10 entries, numbered from 0");
        prompt.runLine("ledger prove --entry -1").requireUsageError("no entry -1");
        prompt.runLine("ledger prove --entry three").requireUsageError("'--entry'", "'three' is not a whole number");
        prompt.runLine("ledger prove --id nothing").requireUsageError("'nothing'", "grantkeeper ledger show");
        prompt.runLine("ledger prove").requireUsageError("--entry", "--id", "--since");
        prompt.runLine("ledger prove --entry 1 --id entry-1").requireUsageError("--entry", "--id");
        prompt.runLine("ledger prove --since 5")
                .requireUsageError("no checkpoint of size 5", "ledger show --checkpoints");
        prompt.runLine("ledger prove --since " + proof)
                .requireUsageError("--since must be the size of a checkpoint or a checkpoint file");
        prompt.runLine("ledger show 10").requireUsageError("no entry 10; the log has 10 entries, numbered from 0");
        prompt.runLine("ledger show --last 0").requireUsageError("--last is 0, but must be 1 or more");
        prompt.runLine("ledger show ten").requireUsageError("'ten' is not a whole number");
        CommandRunner.runPlain("ledger").requireUsageError("specify a subcommand: verify, prove, show, export, fsck");
        CommandRunner.runPlain("ledger", "verify", proof.toString()).requireUsageError("--key");
        CommandRunner.runPlain("ledger", "verify", "--key", key).requireUsageError("FILE");
        CommandRunner.runPlain("ledger", "export").requireUsageError("--to");
    }

    @Test
    void comparesLedgerWithEveryCheckpointInFolder() throws IOException {
        Path bucket = Files.createDirectories(folder.resolve("bucket").resolve("acme"));
        String first = prompt.runLine("ledger show --checkpoints --json")
                .requireSuccess()
                .json()
                .get(0)
                .asString();
        Files.writeString(bucket.resolve("%019d".formatted(LedgerFixture.FIRST_PART)), first);
        prompt.runLine("ledger fsck --known " + bucket.getParent()).requireSuccess();
        Files.writeString(bucket.resolve("foreign"), "no checkpoint");
        prompt.runLine("ledger fsck --known " + bucket.getParent())
                .requireUsageError("--known, file " + bucket.resolve("foreign"), "use a checkpoint of this log");
    }

    @Test
    void requiresSigningKeyOptionToReadLedgerOfInstallation() {
        for (String verb : List.of("fsck", "show", "prove --entry 1", "export --to " + folder.resolve("log"))) {
            prompt.run(("ledger " + verb + " --table grantkeeper").split(" "))
                    .requireUsageError("--table needs --signing-key", "alias/ledger");
        }
        prompt.run("ledger", "fsck", "--signing-key", key).requireUsageError("--signing-key is for --table");
    }

    @Test
    void fsckRejectsKnownFileThatIsNotCheckpointOfThisLog() throws IOException {
        Path empty = file("empty", "");
        prompt.runLine("ledger fsck --known " + empty)
                .requireUsageError(
                        "--known, file " + empty, "line 1", "expected a checkpoint", "use a checkpoint of this log");
        Path foreign = file(
                "foreign",
                SignedNote.sign(
                                Checkpoint.of("example.com/other", 4, io.grantkeeper.ledger.merkle.MerkleHashing.EMPTY)
                                        .text(),
                                List.of(SigningKeyFile.generate("example.com/other", SignatureType.ED25519)))
                        .toString());
        prompt.runLine("ledger fsck --known " + foreign)
                .requireUsageError("--known, file " + foreign, "example.com/other");
    }

    /**
     * Uses a checkpoint that either belongs to another log or proves that the log was rewritten. In both cases, a
     * consistency proof would be worthless.
     */
    @Test
    void refusesToProveConsistencyWithCheckpointThatLogDoesNotExtend() throws IOException {
        SigningKeyFile signer =
                SigningKeyFile.parse(Files.readString(prompt.keys().resolve("ledger-acme.key")));
        String other = SignedNote.sign(
                        Checkpoint.of(NAME, 4, io.grantkeeper.ledger.merkle.MerkleHashing.EMPTY)
                                .text(),
                        List.of(signer))
                .toString();
        Path file = file("rewritten", other);
        CommandRunner.Ran result = prompt.runLine("ledger prove --since " + file);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .contains("the log does not extend the checkpoint that --since names: line ")
                .hasLineCount(1);
        CommandRunner.Ran whole = prompt.runLine("ledger fsck --known " + file);
        assertThat(whole.exit()).isEqualTo(1);
        assertThat(whole.out()).contains("DOES NOT MATCH WHAT WAS SIGNED", "known checkpoint of size 4: its root is");
        String later = SignedNote.sign(
                        Checkpoint.of(NAME, 99, io.grantkeeper.ledger.merkle.MerkleHashing.EMPTY)
                                .text(),
                        List.of(signer))
                .toString();
        prompt.runLine("ledger prove --since " + file("later", later))
                .requireUsageError("--since names a checkpoint of 99 entries", "between 1 and 10");
    }

    @Test
    void findsKeyBesideDataFolder() throws IOException {
        Path beside = Files.createDirectory(prompt.data().resolveSibling("ledger-keys"));
        Files.copy(prompt.keys().resolve("ledger-acme.key"), beside.resolve("ledger-acme.key"));

        prompt.run("ledger", "fsck").requireSuccess();
    }

    @Test
    void createsNoKeyForReadOnlyCommands() throws IOException {
        Path empty = folder.resolve("no-keys");
        for (String verb : List.of("show", "prove --entry 1", "show --checkpoints")) {
            prompt.run(("ledger " + verb + " --ledger-keys " + empty).split(" "))
                    .requireSuccess();
        }
        for (String verb : List.of("fsck", "show --key", "prove --since 4")) {
            prompt.run(("ledger " + verb + " --ledger-keys " + empty).split(" "))
                    .requireUsageError("no ledger key at " + empty.resolve("ledger-acme.key"), "--ledger-keys");
        }
        assertThat(empty).doesNotExist();
        Path other = Files.createDirectory(folder.resolve("other-keys"));
        Path wrong = other.resolve("ledger-acme.key");
        Files.writeString(
                wrong,
                SigningKeyFile.generate("example.com/other", SignatureType.ED25519)
                        .text());
        prompt.run("ledger", "fsck", "--ledger-keys", other.toString())
                .requireUsageError(
                        "the signing key " + wrong,
                        "it belongs to the log 'example.com/other', expected '" + NAME + "'");
        Files.writeString(wrong, "PRIVATE+KEY+canary\n");
        CommandRunner.Ran torn = prompt.run("ledger", "fsck", "--ledger-keys", other.toString())
                .requireUsageError("the signing key " + wrong, "a key file must have two lines");
        assertThat(torn.err()).doesNotContain("canary");
        Files.writeString(
                wrong, SigningKeyFile.generate(NAME, SignatureType.ED25519).text());
        CommandRunner.Ran foreign = prompt.run("ledger", "fsck", "--ledger-keys", other.toString());
        assertThat(foreign.exit()).isEqualTo(1);
        assertThat(foreign.out()).contains("published checkpoint 1: line 5: no signature is from a trusted log key");
    }

    @Test
    void stopsReadingAtMaximumProofSize() throws IOException {
        Path device = Path.of("/dev/zero");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(device), "this machine has no endless file");
        requireNotProved(device, "at most %d bytes".formatted(ProofBundleVerifier.LARGEST));
        assertThat(new String(Files.readAllBytes(proof), UTF_8)).hasSizeLessThan(ProofBundleVerifier.LARGEST);
    }
}
