package io.grantkeeper.harness.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducibleZipTest {
    private static final Map<String, byte[]> ENTRIES = new LinkedHashMap<>(Map.of(
            "lib/a.jar",
            "a jar".repeat(20_000).getBytes(UTF_8),
            "naïve.txt",
            "text".getBytes(UTF_8),
            "empty",
            new byte[0]));

    @TempDir
    private Path folder;

    private Path write(String name) throws IOException {
        Path file = folder.resolve(name);
        try (ReproducibleZip zip = new ReproducibleZip(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : ENTRIES.entrySet()) {
                zip.put(entry.getKey(), ReproducibleZip.Content.of(entry.getValue()));
            }
        }
        return file;
    }

    @Test
    void readersFindEveryEntryInOrderWithoutTimestamp() throws IOException {
        try (ZipFile zip = new ZipFile(write("one.zip").toFile())) {
            assertThat(Collections.list(zip.entries()))
                    .extracting(ZipEntry::getName)
                    .containsExactlyElementsOf(ENTRIES.keySet());
            for (ZipEntry entry : Collections.list(zip.entries())) {
                assertThat(zip.getInputStream(entry).readAllBytes()).isEqualTo(ENTRIES.get(entry.getName()));
                assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 1, 1, 0, 0));
            }
        }
    }

    /**
     * Tests that entries can be read from a stream. A stream has no directory, so the reader needs the sizes and the
     * checksum before the content.
     */
    @Test
    void streamReadersFindEveryEntry() throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(write("one.zip")))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                found.put(entry.getName(), in.readAllBytes());
            }
        }
        assertThat(found.keySet()).containsExactlyElementsOf(ENTRIES.keySet());
        found.forEach((name, content) -> assertThat(content).isEqualTo(ENTRIES.get(name)));
    }

    @Test
    void sameEntriesProduceSameBytes() throws IOException {
        assertThat(write("one.zip")).hasSameBinaryContentAs(write("two.zip"));
    }
}
