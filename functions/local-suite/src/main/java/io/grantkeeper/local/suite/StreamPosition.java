package io.grantkeeper.local.suite;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/** Up to where the stream was handled, by shard; in a file beside the database, where there is one. */
final class StreamPosition {
    private final Optional<Path> file;
    private final Properties reached = new Properties();
    private boolean changed;

    StreamPosition(Optional<Path> data) {
        this.file = data.map(folder -> folder.resolve("stream-position.properties"));
        file.filter(Files::exists).ifPresent(this::load);
    }

    private void load(Path path) {
        try (Reader reader = Files.newBufferedReader(path)) {
            reached.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the stream's position in %s cannot be read".formatted(path), e);
        }
    }

    Optional<String> of(String shard) {
        return Optional.ofNullable(reached.getProperty(shard));
    }

    void reached(String shard, String sequenceNumber) {
        reached.setProperty(shard, sequenceNumber);
        changed = true;
    }

    /** Written whole and then moved, so that a crash leaves the old one. */
    void save() {
        if (changed && file.isPresent()) {
            Path path = file.get();
            Path draft = path.resolveSibling(path.getFileName() + ".new");
            try (Writer writer = Files.newBufferedWriter(draft)) {
                reached.store(writer, null);
            } catch (IOException e) {
                throw new UncheckedIOException("the stream's position cannot be written to %s".formatted(draft), e);
            }
            try {
                Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException("the stream's position cannot be written to %s".formatted(path), e);
            }
        }
        changed = false;
    }
}
