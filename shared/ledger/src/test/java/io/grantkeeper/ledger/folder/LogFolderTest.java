package io.grantkeeper.ledger.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.ledger.LogTampering;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.TestLog;
import io.grantkeeper.ledger.note.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A log in a folder")
class LogFolderTest {
    private static final int SIZE = 300;
    private static final int CHANGES = 3_000;

    private final TestLog log = new TestLog(SIZE);

    @TempDir
    private Path folder;

    @BeforeEach
    void write() {
        new LogFolder(folder).write(log, SIZE, log.checkpoint(SIZE).toString());
    }

    private LogFolderVerifier check() {
        return new LogFolderVerifier(new LogFolder(folder), TrustedKeys.of(log.key.key()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void writesLayoutThatPublicToolsRead() throws Exception {
        assertThat(files().stream().map(file -> folder.relativize(file).toString()))
                .containsExactlyInAnyOrder(
                        "checkpoint",
                        "tile/0/000",
                        "tile/0/001.p/44",
                        "tile/1/000.p/1",
                        "tile/entries/000",
                        "tile/entries/001.p/44");
        assertThat(check().verify(_ -> {}).checkpoint().size()).isEqualTo(SIZE);
        assertThat(new LogFolder(folder).proofs(SIZE).inclusion(280, SIZE)).isNotEmpty();
    }

    @Test
    void detectsEveryChangeAndNamesFile() throws Exception {
        LogTampering tampering = new LogTampering(42);
        List<Path> files = files();
        for (int i = 0; i < CHANGES; i++) {
            Path file = files.get(i % files.size());
            byte[] original = Files.readAllBytes(file);
            Files.write(file, tampering.alter(original));
            String name = folder.relativize(file).toString();
            // The verifier compares entries with the hashes in the tile above them. If they differ, it may name either
            // file.
            String tile = name.replace("entries", "0");
            var refused = assertThatThrownBy(() -> check().verify(_ -> {}))
                    .as("change %d, in %s", i, name)
                    .isInstanceOf(ProofFailedException.class);
            assertThat(name.equals(tile)).isEqualTo(!name.contains("entries"));
            refused.message()
                    .satisfiesAnyOf(
                            message -> assertThat(message).startsWith(name),
                            message -> assertThat(message).startsWith(tile));
            Files.write(file, original);
        }
    }

    @Test
    void detectsMissingFilesAndUntrustedCheckpoint() throws Exception {
        for (Path file : files()) {
            byte[] original = Files.readAllBytes(file);
            Files.delete(file);
            assertThatThrownBy(() -> check().verify(_ -> {})).hasMessageContaining("missing");
            Files.write(file, original);
        }
        Files.writeString(
                folder.resolve("checkpoint"), new TestLog(SIZE).checkpoint(SIZE).toString());
        assertThatThrownBy(() -> check().verify(_ -> {}))
                .hasMessageContaining("no signature is from a trusted log key");
    }
}
