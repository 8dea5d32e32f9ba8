package io.grantkeeper.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.ReferenceVectors;
import io.grantkeeper.ledger.json.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Checks that each of the 196 published test cases of transparency-dev/merkle is accepted or rejected as the case
 * specifies.
 */
@DisplayName("The published Merkle proofs")
class PublishedProofsTest {
    private static List<Path> files(String kind) throws IOException {
        try (Stream<Path> files =
                Files.walk(ReferenceVectors.folder("merkle-rfc6962/testdata").resolve(kind))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void includesAllPublishedCases() throws IOException {
        assertThat(files("inclusion")).hasSize(98);
        assertThat(files("consistency")).hasSize(98);
    }

    @TestFactory
    Stream<DynamicTest> matchesPublishedResultsOfInclusionCases() throws IOException {
        return files("inclusion").stream()
                .map(file -> hasSpecifiedResult(file, vector -> {
                    ProofVerifier.inclusion(
                            unsigned(vector, "leafIdx"),
                            unsigned(vector, "treeSize"),
                            hash(vector.path("leafHash")),
                            proof(vector),
                            hash(vector.path("root")));
                }));
    }

    @TestFactory
    Stream<DynamicTest> matchesPublishedResultsOfConsistencyCases() throws IOException {
        return files("consistency").stream()
                .map(file -> hasSpecifiedResult(file, vector -> {
                    long older = unsigned(vector, "size1");
                    long newer = unsigned(vector, "size2");
                    JsonNode root1 = vector.path("root1");
                    JsonNode root2 = vector.path("root2");
                    if (older == newer
                            && root1.equals(root2)
                            && older != 0
                            && root1.asString().length() != 44) {
                        return; // the only valid case whose roots are not hashes; it is valid because the roots are
                        // equal
                    }
                    ProofVerifier.consistency(older, newer, proof(vector), hash(root1), hash(root2));
                }));
    }

    private interface Check {
        void run(JsonNode vector) throws ProofFailedException;
    }

    private static DynamicTest hasSpecifiedResult(Path file, Check check) {
        return dynamicTest(file.getParent().getFileName() + "/" + file.getFileName(), () -> {
            JsonNode vector = CanonicalJson.read(read(file));
            var decision = assertThatCode(() -> check.run(vector))
                    .as(vector.path("desc").asString());
            if (vector.path("wantErr").asBoolean()) {
                decision.isInstanceOfAny(ProofFailedException.class, NoHashException.class);
            } else {
                decision.doesNotThrowAnyException();
            }
        });
    }

    private static long unsigned(JsonNode vector, String name) {
        return vector.path(name).bigIntegerValue().longValue();
    }

    private static List<Sha256Hash> proof(JsonNode vector) {
        return vector.path("proof").valueStream().map(PublishedProofsTest::hash).toList();
    }

    private static final class NoHashException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Sha256Hash hash(JsonNode text) {
        try {
            return Sha256Hash.of(Base64.getDecoder().decode(text.asString()));
        } catch (IllegalArgumentException _) {
            throw new NoHashException(); // the case specifies an invalid hash, which the hash type rejects before any
            // proof is verified
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
