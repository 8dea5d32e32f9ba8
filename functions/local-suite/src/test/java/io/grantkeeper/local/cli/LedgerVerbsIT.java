package io.grantkeeper.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.KeyFile;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.proof.BundleVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("The verbs about the ledger")
class LedgerVerbsIT {
    private static final String NAME = "grantkeeper.local/ledger/acme";

    @TempDir
    private static Path folder;

    private static Prompt prompt;
    private static String key;
    private static Path proof;

    @BeforeAll
    static void tell() throws IOException {
        prompt = ToldLedger.in(folder);
        key = prompt.typed("ledger show --key").well().out().strip();
        proof = folder.resolve("entry-3.tlog-proof");
        prompt.typed("ledger prove --entry 3 --out " + proof).well();
    }

    private static Prompt.Ran verify(String withKey, Path file) {
        return Prompt.alone("ledger", "verify", "--key", withKey, file.toString());
    }

    private static Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** Not proved: a verdict on standard output, with where and why, and exit code 1. */
    private static void requireNotProved(Path file, String... why) {
        Prompt.Ran ran = verify(key, file);
        assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith(file + ": NOT PROVED").contains(why).doesNotContain("Exception");
        JsonNode json = Prompt.alone("ledger", "verify", "--json", "--key", key, file.toString())
                .json()
                .get(0);
        assertThat(json.path("proven").asBoolean()).isFalse();
        assertThat(json.path("problem").asString()).contains(why);
    }

    @Test
    void proveAnEntryByItsNumberOrIdAndThatTheLogOnlyGrew() throws IOException {
        assertThat(verify(key, proof).well().out()).contains("proved", "The entry is number 3 of the log " + NAME);
        Path byId = folder.resolve("by-id.tlog-proof");
        prompt.typed("ledger prove --id entry-3 --out " + byId).well();
        assertThat(byId).hasSameTextualContentAs(proof);
        Path old = file(
                "old",
                prompt.typed("ledger show --checkpoints --json")
                        .well()
                        .json()
                        .get(0)
                        .asString());
        for (String since : List.of(String.valueOf(ToldLedger.FIRST_PART), old.toString())) {
            Path grew = folder.resolve("grew.proof");
            prompt.typed("ledger prove --since %s --out %s".formatted(since, grew))
                    .well();
            assertThat(verify(key, grew).well().out()).contains("grew from 4 to 10 entries");
        }
        JsonNode whole =
                prompt.typed("ledger fsck --json --known " + old).well().json();
        assertThat(whole.path("entries").asInt()).isEqualTo(ToldLedger.ENTRIES);
        assertThat(whole.path("problems")).isEmpty();
    }

    @Test
    void nameTheLineAndWhatWasExpectedInAProofThatProvesNothing() throws IOException {
        String good = Files.readString(proof);
        requireNotProved(file("empty", ""), "line 1: the file is empty");
        requireNotProved(file("cut", good.substring(0, 200)), "line 2: the file ends here, expected 'extra'");
        requireNotProved(
                file("other-index", good.replace("index 3", "index 4")),
                "inclusion: the root that entry and proof lead to is",
                "expected");
        requireNotProved(file("not-base64", good.replace("extra ", "extra *")), "line 2: the entry is no base64");
        requireNotProved(file("windows", good.replace("\n", "\r\n")), "line 1: expected a checkpoint");
        requireNotProved(file("key", key + "\n"), "line 1: expected a checkpoint");
        Path huge = Files.write(folder.resolve("huge"), new byte[2 * BundleVerifier.LARGEST]);
        requireNotProved(huge, "longer than any proof", "at most 1048576 bytes");
        KeyFile stranger = KeyFile.generate("example.com/other", SignatureType.ED25519);
        String foreign = SignedNote.sign(
                        Checkpoint.of("example.com/other", 1, io.grantkeeper.ledger.merkle.Merkle.EMPTY)
                                .text(),
                        List.of(stranger))
                .toString();
        requireNotProved(
                file("foreign", foreign),
                "line 1: the checkpoint is of the log 'example.com/other', expected '" + NAME + "'");
        KeyFile forger = KeyFile.generate(NAME, SignatureType.ED25519);
        String forged = SignedNote.sign(
                        foreign.split("\n\n", 2)[0].replace("example.com/other", NAME) + "\n", List.of(forger))
                .toString();
        requireNotProved(
                file("forged", forged), "line 5: no signature is by a trusted key of the log; expected one by " + key);
    }

    @Test
    void nameTheFileOfAnExportedLogThatIsMissingOrAltered() throws IOException {
        Path exported = folder.resolve("log");
        prompt.typed("ledger export --to " + exported).well();
        assertThat(verify(key, exported).well().out()).contains("Every one of the 10 entries");
        requireNotProved(Files.createDirectories(folder.resolve("no-log")), "checkpoint: it is missing");
        Path entries = exported.resolve("tile/entries/000.p/10");
        byte[] bytes = Files.readAllBytes(entries);
        bytes[20] ^= 1;
        Files.write(entries, bytes);
        requireNotProved(exported, "tile/0/000.p/10", "give");
        Files.delete(entries);
        requireNotProved(exported, "tile/entries/000.p/10: it is missing");
    }

    @Test
    void nameWhatIsWrongWithAKey() throws IOException {
        verify("nonsense", proof).refused("--key", "a public key looks like", "nor is it a file that is there");
        verify(key.replaceFirst("\\+[0-9a-f]{8}\\+", "+00000000+"), proof)
                .refused("--key", "says 00000000: it was copied wrongly");
        verify(key.substring(0, key.length() - 9), proof).refused("--key", "an Ed25519 public key has 32 bytes");
        verify(key.replaceFirst("[A-Za-z0-9+/]{4}$", "===="), proof).refused("--key", "copied wrongly");
        String witness = KeyFile.generate("example.com/witness", SignatureType.COSIGNATURE)
                .key()
                .toString();
        verify(witness, proof).refused("--key", "it is a witness' key; give it with --witness");
        Prompt.alone("ledger", "verify", "--key", key, "--witness", key, proof.toString())
                .refused("--witness", "it is the key of a log; give it with --key");
        Prompt.alone("ledger", "verify", "--key", key, "--quorum", "1", proof.toString())
                .refused("--quorum is 1", "from 0 to the number of --witness keys, 0");
        Path secret = prompt.keys().resolve("ledger-acme.key");
        Prompt.Ran ran = verify(secret.toString(), proof).refused("--key, file " + secret, "this is a secret key");
        assertThat(ran.err())
                .doesNotContain(Files.readString(secret).lines().findFirst().orElseThrow());
        Path rsa = file("rsa.pem", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n");
        verify(rsa.toString(), proof).refused("--key, file " + rsa, "a public key looks like");
        assertThat(verify(file("right.key", key + "\n").toString(), proof)
                        .well()
                        .out())
                .contains("proved");
    }

    @Test
    void nameAFileThatIsNotThere() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        verify(key, nowhere).refused(nowhere + " is not there");
        prompt.typed("ledger fsck --known " + nowhere).refused(nowhere + " is not there");
        prompt.typed("ledger fsck --known " + folder).refused(folder + " is a folder; name a file");
        prompt.typed("ledger prove --since " + nowhere).refused(nowhere + " is not there");
        prompt.typed("ledger prove --entry 3 --out " + nowhere.resolve("x"))
                .refused(nowhere.resolve("x") + " is not there");
        prompt.typed("ledger prove --entry 3 --out " + folder).refused(folder + " is a folder; name a file");
        prompt.typed("ledger export --to " + proof).refused("--to must be a folder", proof.toString());
        prompt.typed("ledger fsck --known "
                        + Files.write(
                                folder.resolve("latin"), "é".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
                .refused("is not UTF-8 text");
    }

    @Test
    void sayWhichEntriesAndCheckpointsThereAre() throws IOException {
        prompt.typed("ledger prove --entry 10")
                .refused("there is no entry 10", "which has 10; they are counted from 0");
        prompt.typed("ledger prove --entry -1").refused("there is no entry -1");
        prompt.typed("ledger prove --entry three").refused("'--entry'", "'three' is no whole number");
        prompt.typed("ledger prove --id nothing").refused("'nothing'", "grantkeeper ledger show");
        prompt.typed("ledger prove").refused("--entry", "--id", "--since");
        prompt.typed("ledger prove --entry 1 --id entry-1").refused("--entry", "--id");
        prompt.typed("ledger prove --since 5").refused("no checkpoint of size 5", "ledger show --checkpoints");
        prompt.typed("ledger prove --since " + proof)
                .refused("--since must be the size of a checkpoint or a file with one");
        prompt.typed("ledger show 10").refused("there is no entry 10; the log has 10, counted from 0");
        prompt.typed("ledger show --last 0").refused("--last is 0, but must be 1 or more");
        prompt.typed("ledger show ten").refused("'ten' is no whole number");
        Prompt.alone("ledger").refused("name what is to be done: verify, prove, show, export, fsck");
        Prompt.alone("ledger", "verify", proof.toString()).refused("--key");
        Prompt.alone("ledger", "verify", "--key", key).refused("FILE");
        Prompt.alone("ledger", "export").refused("--to");
    }

    @Test
    void sayOfAKnownFileThatIsNoCheckpointOfThisLogAndNothingAgainstTheLog() throws IOException {
        Path empty = file("empty", "");
        prompt.typed("ledger fsck --known " + empty)
                .refused("--known, file " + empty, "line 1", "expected a checkpoint", "name a checkpoint of this log");
        Path foreign = file(
                "foreign",
                SignedNote.sign(
                                Checkpoint.of("example.com/other", 4, io.grantkeeper.ledger.merkle.Merkle.EMPTY)
                                        .text(),
                                List.of(KeyFile.generate("example.com/other", SignatureType.ED25519)))
                        .toString());
        prompt.typed("ledger fsck --known " + foreign).refused("--known, file " + foreign, "example.com/other");
    }

    /** Then the log is another one, or was rewritten: a proof of growth would be none. */
    @Test
    void refuseToProveGrowthFromACheckpointThatTheLogDoesNotContinue() throws IOException {
        KeyFile signer = KeyFile.parse(Files.readString(prompt.keys().resolve("ledger-acme.key")));
        String other = SignedNote.sign(
                        Checkpoint.of(NAME, 4, io.grantkeeper.ledger.merkle.Merkle.EMPTY)
                                .text(),
                        List.of(signer))
                .toString();
        Path file = file("rewritten", other);
        Prompt.Ran ran = prompt.typed("ledger prove --since " + file);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err())
                .contains("the log does not begin with what --since names: line ")
                .hasLineCount(1);
        Prompt.Ran whole = prompt.typed("ledger fsck --known " + file);
        assertThat(whole.exit()).isEqualTo(1);
        assertThat(whole.out()).contains("NOT AS IT WAS SIGNED", "known checkpoint of size 4: its root is");
        String later = SignedNote.sign(
                        Checkpoint.of(NAME, 99, io.grantkeeper.ledger.merkle.Merkle.EMPTY)
                                .text(),
                        List.of(signer))
                .toString();
        prompt.typed("ledger prove --since " + file("later", later)).refused("--since is of 99 entries", "the 10");
    }

    @Test
    void makeNoKeyWhereTheyOnlyRead() throws IOException {
        Path empty = folder.resolve("no-keys");
        for (String verb : List.of("show", "prove --entry 1", "show --checkpoints")) {
            prompt.run(("ledger " + verb + " --ledger-keys " + empty).split(" "))
                    .well();
        }
        for (String verb : List.of("fsck", "show --key", "prove --since 4")) {
            prompt.run(("ledger " + verb + " --ledger-keys " + empty).split(" "))
                    .refused("there is no key of the ledger, " + empty.resolve("ledger-acme.key"), "--ledger-keys");
        }
        assertThat(empty).doesNotExist();
        Path other = Files.createDirectory(folder.resolve("other-keys"));
        Path wrong = other.resolve("ledger-acme.key");
        Files.writeString(
                wrong,
                KeyFile.generate("example.com/other", SignatureType.ED25519).text());
        prompt.run("ledger", "fsck", "--ledger-keys", other.toString())
                .refused("the signing key " + wrong, "it is of the log 'example.com/other', expected '" + NAME + "'");
        Files.writeString(wrong, "PRIVATE+KEY+canary\n");
        Prompt.Ran torn = prompt.run("ledger", "fsck", "--ledger-keys", other.toString())
                .refused("the signing key " + wrong, "a key file has two lines");
        assertThat(torn.err()).doesNotContain("canary");
        Files.writeString(wrong, KeyFile.generate(NAME, SignatureType.ED25519).text());
        Prompt.Ran foreign = prompt.run("ledger", "fsck", "--ledger-keys", other.toString());
        assertThat(foreign.exit()).isEqualTo(1);
        assertThat(foreign.out()).contains("published checkpoint 1: line 5: no signature is by a trusted key");
    }

    @Test
    void readNoMoreOfAFileThanAProofCanHave() throws IOException {
        Path device = Path.of("/dev/zero");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(device), "no file without an end is on this machine");
        requireNotProved(device, "at most %d bytes".formatted(BundleVerifier.LARGEST));
        assertThat(new String(Files.readAllBytes(proof), UTF_8)).hasSizeLessThan(BundleVerifier.LARGEST);
    }
}
