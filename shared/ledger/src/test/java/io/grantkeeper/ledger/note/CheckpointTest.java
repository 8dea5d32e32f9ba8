package io.grantkeeper.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.merkle.MerkleHashing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A checkpoint")
class CheckpointTest {
    private static final String ORIGIN = "example.com/ledger/acme";
    private static final SigningKeyFile LOG = SigningKeyFile.generate(ORIGIN, SignatureType.ED25519);
    private static final SigningKeyFile NEXT = SigningKeyFile.generate(ORIGIN, SignatureType.ED25519);
    private static final SigningKeyFile WITNESS = SigningKeyFile.generate("witness.example", SignatureType.COSIGNATURE);
    private static final Checkpoint CHECKPOINT = Checkpoint.of(ORIGIN, 7, MerkleHashing.EMPTY);
    private static final SignedNote SIGNED = SignedNote.sign(CHECKPOINT.text(), List.of(LOG));

    private static TrustedKeys.Verified verify(TrustedKeys keys, SignedNote note) throws ProofFailedException {
        return keys.verify(SignedNote.parse(note.toString(), 1), 1);
    }

    @Test
    void isUnchangedAfterWritingAndParsing() throws ProofFailedException {
        assertThat(SignedNote.parse(SIGNED.toString(), 1)).isEqualTo(SIGNED);
        assertThat(verify(TrustedKeys.of(LOG.key()), SIGNED).checkpoint()).isEqualTo(CHECKPOINT);
        Checkpoint extended = new Checkpoint(ORIGIN, -1, MerkleHashing.EMPTY, List.of("more"));
        assertThat(Checkpoint.parse(extended.text(), 1)).isEqualTo(extended);
        assertThat(extended.text()).contains("\n18446744073709551615\n");
    }

    @Test
    void isRejectedWithoutTrustedSignature() {
        assertThatThrownBy(() -> verify(TrustedKeys.of(NEXT.key()), SIGNED))
                .isInstanceOf(ProofFailedException.class)
                .hasMessageContaining("no signature is from a trusted log key");
    }

    @Test
    void isRejectedIfSignatureDoesNotMatch() {
        SignedNote moved =
                new SignedNote(Checkpoint.of(ORIGIN, 8, MerkleHashing.EMPTY).text(), SIGNED.signatures());
        assertThatThrownBy(() -> verify(TrustedKeys.of(LOG.key()), moved))
                .hasMessageStartingWith("line 5: the signature of " + ORIGIN);
    }

    @Test
    void isRejectedIfItBelongsToAnotherLog() {
        SignedNote other = SignedNote.sign(
                Checkpoint.of("example.com/other", 7, MerkleHashing.EMPTY).text(), List.of(LOG));
        assertThatThrownBy(() -> verify(TrustedKeys.of(LOG.key()), other))
                .hasMessageContaining("line 1: the checkpoint belongs to the log 'example.com/other'");
    }

    @Nested
    @DisplayName("during key rotation")
    class WhileKeysChange {
        private final SignedNote both = SignedNote.sign(CHECKPOINT.text(), List.of(LOG, NEXT));

        @Test
        void isAcceptedWithOldKeyNewKeyOrBothDuringRotation() throws ProofFailedException {
            assertThat(verify(TrustedKeys.of(LOG.key()), both).signers()).containsExactly(LOG.key());
            assertThat(verify(TrustedKeys.of(NEXT.key()), both).signers()).containsExactly(NEXT.key());
            assertThat(verify(TrustedKeys.of(LOG.key(), NEXT.key()), both).signers())
                    .containsExactly(LOG.key(), NEXT.key());
        }

        @Test
        void isRejectedIfOneOfTwoSignaturesByKnownKeysIsInvalid() {
            NoteSignature broken = new NoteSignature(ORIGIN, NEXT.key().id(), ImmutableBytes.of(new byte[64]));
            SignedNote note = SIGNED.withSignature(broken);
            assertThatThrownBy(() -> verify(TrustedKeys.of(LOG.key(), NEXT.key()), note))
                    .hasMessageStartingWith("line 6:");
        }
    }

    @Nested
    @DisplayName("with witnesses")
    class WithWitnesses {
        private final Instant noon = Instant.parse("2026-11-24T12:00:00Z");
        private final TrustedKeys witnessed = new TrustedKeys(List.of(LOG.key()), List.of(WITNESS.key()), 1);

        @Test
        void listsWitnessesAndTheirCosignatureTimes() throws ProofFailedException {
            SignedNote note = SIGNED.withSignature(Cosignature.sign(WITNESS, SIGNED.text(), noon));
            assertThat(verify(witnessed, note).seen())
                    .containsExactly(new TrustedKeys.Cosigned("witness.example", noon));
            assertThat(verify(TrustedKeys.of(LOG.key()), note).unknown()).hasSize(1);
        }

        @Test
        void isRejectedWithTooFewWitnesses() {
            assertThatThrownBy(() -> verify(witnessed, SIGNED)).hasMessageContaining("0 trusted witnesses have signed");
            SignedNote twice = SIGNED.withSignature(Cosignature.sign(WITNESS, SIGNED.text(), noon))
                    .withSignature(Cosignature.sign(WITNESS, SIGNED.text(), noon.plusSeconds(1)));
            SigningKeyFile other = SigningKeyFile.generate("other.example", SignatureType.COSIGNATURE);
            TrustedKeys two = new TrustedKeys(List.of(LOG.key()), List.of(WITNESS.key(), other.key()), 2);
            assertThatThrownBy(() -> verify(two, twice)).hasMessageContaining("expected 2");
        }

        @Test
        void isRejectedIfCosignatureTimeIsChanged() {
            NoteSignature seen = Cosignature.sign(WITNESS, SIGNED.text(), noon);
            byte[] moved = seen.bytes().array();
            moved[7]++;
            SignedNote note =
                    SIGNED.withSignature(new NoteSignature(seen.name(), seen.keyId(), ImmutableBytes.of(moved)));
            assertThatThrownBy(() -> verify(witnessed, note)).hasMessageStartingWith("line 6:");
        }

        @Test
        void isRejectedIfOnlyWitnessSigned() {
            SignedNote note = new SignedNote(SIGNED.text(), List.of(Cosignature.sign(WITNESS, SIGNED.text(), noon)));
            assertThatThrownBy(() -> verify(witnessed, note))
                    .hasMessageContaining("no signature is from a trusted log key");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "o\n1\nx\n",
                "o\n01\nAA==\n\n— a AAAAAAAA\n",
                "o\n-1\nAA==\n\n— a AAAAAAAA\n",
                "o\n1\n\n— a AAAAAAAA\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n\n— a AAAAAAAA\n",
                "o\n18446744073709551616\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAAAA\n",
                "o\r\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAAAA\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAA\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n- a AAAAAAAA\n"
            })
    void namesInvalidLineOfMalformedNote(String note) {
        assertThatThrownBy(() -> TrustedKeys.of(LOG.key()).verify(SignedNote.parse(note, 10), 10))
                .isInstanceOf(ProofFailedException.class)
                .hasMessageMatching("(?s)line 1\\d: .*");
    }

    @Test
    void parsesKeysAndDetectsCopyErrors() {
        VerifierKey key =
                VerifierKey.parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
        assertThat(key.name()).isEqualTo("example.com/log/testdata");
        assertThat(key.type()).isEqualTo(SignatureType.ED25519);
        assertThatThrownBy(() -> VerifierKey.parse(key.toString().replace("AeHT", "AeHU")))
                .hasMessageContaining("copy the key again");
        assertThatThrownBy(() -> VerifierKey.parse("nonsense")).hasMessageContaining("must have the form");
        assertThatThrownBy(() -> VerifierKey.parse(key.toString().replace("+Ae", "+Be")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void createsKeyFileOnceAndLetsOnlyOwnerReadIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys/ledger.key");
        SigningKeyFile made = SigningKeyFile.openOrCreate(file, ORIGIN);
        assertThat(SigningKeyFile.openOrCreate(file, ORIGIN).key()).isEqualTo(made.key());
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        String secret = made.text().lines().findFirst().orElseThrow();
        assertThat(made.toString()).doesNotContain(secret.substring(secret.lastIndexOf('+') - 8));
        assertThatThrownBy(() ->
                        SigningKeyFile.parse(LOG.text().lines().findFirst().orElseThrow() + "\n" + NEXT.key() + "\n"))
                .hasMessageContaining("different keys")
                .hasMessageNotContaining(secret);
    }
}
