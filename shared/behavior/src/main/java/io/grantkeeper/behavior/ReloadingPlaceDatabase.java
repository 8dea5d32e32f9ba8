package io.grantkeeper.behavior;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The place database that is read from the operator's files. The files are checked at most once per refresh period, and
 * read again if one has changed. If a file can no longer be read, the previous database stays in use. Thread-safe.
 */
public final class ReloadingPlaceDatabase implements Supplier<PlaceDatabase> {
    private final List<Path> files;
    private final Duration refresh;
    private final Clock clock;
    private final Consumer<String> messages;
    private PlaceDatabase current;
    private List<String> versions;
    private Instant checkedAt;

    /**
     * Reads the operator's files of IP address blocks.
     *
     * @param refresh the minimum time between two checks of the files
     * @param messages receives the errors in files, and which databases are in use
     */
    public ReloadingPlaceDatabase(List<Path> files, Duration refresh, Clock clock, Consumer<String> messages) {
        this.files = List.copyOf(files);
        this.refresh = refresh;
        this.clock = clock;
        this.messages = messages;
        this.current = new PlaceDatabase();
        this.versions = versions();
        this.checkedAt = clock.instant();
        this.files.forEach(file -> current.read(file));
        report(current);
    }

    @Override
    public synchronized PlaceDatabase get() {
        Instant now = clock.instant();
        if (files.isEmpty() || Duration.between(checkedAt, now).compareTo(refresh) < 0) {
            return current;
        }
        checkedAt = now;
        List<String> found = versions();
        if (!found.equals(versions)) {
            PlaceDatabase next = new PlaceDatabase();
            boolean complete = true;
            for (Path file : files) {
                complete &= next.read(file);
            }
            report(next);
            if (complete) {
                current = next;
                versions = found;
            }
        }
        return current;
    }

    private void report(PlaceDatabase book) {
        book.faults().forEach(messages);
        if (!book.databases().isEmpty()) {
            messages.accept("places are read from " + String.join(", ", book.databases()));
        }
    }

    private List<String> versions() {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                found.add(attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey());
            } catch (IOException _) {
                found.add("missing");
            }
        }
        return found;
    }
}
