package io.grantkeeper.local.suite;

import io.grantkeeper.aws.local.OwnerOnlyFiles;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The position up to which each shard of the table's DynamoDB stream was processed. It is stored in a file next to the
 * database, unless the database is in memory.
 */
final class TableStreamPosition {
    private final Optional<Path> file;
    private final Properties advance = new Properties();
    private boolean changed;

    TableStreamPosition(Optional<Path> data) {
        this.file = data.map(folder -> folder.resolve("stream-position.properties"));
        file.filter(Files::exists).ifPresent(this::load);
    }

    private void load(Path path) {
        try (Reader reader = Files.newBufferedReader(path)) {
            advance.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the stream position in %s".formatted(path), e);
        }
    }

    Optional<String> find(String shard) {
        return Optional.ofNullable(advance.getProperty(shard));
    }

    void advance(String shard, String sequenceNumber) {
        advance.setProperty(shard, sequenceNumber);
        changed = true;
    }

    /** Writes a complete new file and then renames it, so that a crash leaves the old file intact. */
    void save() {
        if (changed && file.isPresent()) {
            Path path = file.get();
            try (StringWriter writer = new StringWriter()) {
                advance.store(writer, null);
                OwnerOnlyFiles.write(path, writer.toString());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the stream position to %s".formatted(path), e);
            }
        }
        changed = false;
    }
}
