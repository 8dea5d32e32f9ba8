package io.grantkeeper.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.proof.ProofBundleVerifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes the proofs, checkpoints, entries and keys of a ledger. */
@Timeout(300)
class LedgerFuzzTest {
    /** A verifier with the public key of the log in the seeds. */
    private static final ProofBundleVerifier VERIFIER = new ProofBundleVerifier(TrustedKeys.of(
            VerifierKey.parse("example.com/ledger/acme+e1ade6f5+AQvJ/fY0MdyW+WjmE6ALYl7vPNBMRCcCnHcQ1WTdWcjc")));

    static Stream<Arguments> proofSeeds() {
        return Stream.concat(
                Seeds.files("shared/ledger/src/test/resources/golden", "proof"),
                Seeds.files("shared/ledger/src/test/resources/golden", "checkpoint"));
    }

    @MethodSource("proofSeeds")
    @FuzzTest
    void proof(byte[] input) {
        try {
            VERIFIER.verify(input);
        } catch (ProofFailedException e) {
            // The message may quote the name of a log, however long, because the standalone verifiers print the same
            // message.
            ErrorChecks.requireForPeople(e.getMessage());
        }
    }

    static Stream<Arguments> checkpointSeeds() {
        return Seeds.of("log.acme.example/grantkeeper\n23\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
    }

    @MethodSource("checkpointSeeds")
    @FuzzTest
    void checkpoint(byte[] input) {
        try {
            Checkpoint.parse(new String(input, UTF_8), 1);
        } catch (ProofFailedException e) {
            ErrorChecks.requireExplanation(e.getMessage());
        }
    }

    static Stream<Arguments> entrySeeds() {
        return Seeds.of("""
                {"actors":[],"at":"2026-11-24T12:00:00Z","id":"a","kind":"change.observed","tenant":"acme","v":1,"what":{}}""");
    }

    @MethodSource("entrySeeds")
    @FuzzTest
    void entry(byte[] input) {
        try {
            LedgerEntryJson.read(ImmutableBytes.of(input));
        } catch (IllegalArgumentException e) {
            ErrorChecks.requireExplanation(e.getMessage());
        }
    }

    static Stream<Arguments> publicKeySeeds() {
        return Seeds.files("shared/ledger/src/test/resources/golden", "public-key");
    }

    @MethodSource("publicKeySeeds")
    @FuzzTest
    void publicKey(byte[] input) {
        try {
            VerifierKey.parse(new String(input, UTF_8));
        } catch (IllegalArgumentException e) {
            ErrorChecks.requireExplanation(e.getMessage());
        }
    }

    static Stream<Arguments> signingKeySeeds() {
        return Seeds.of("PRIVATE+KEY+acme+1234abcd+AQ\nacme+1234abcd+AQ\n");
    }

    @MethodSource("signingKeySeeds")
    @FuzzTest
    void signingKey(byte[] input) {
        try {
            SigningKeyFile.parse(new String(input, UTF_8));
        } catch (IllegalArgumentException e) {
            ErrorChecks.requireExplanation(e.getMessage());
        }
    }
}
