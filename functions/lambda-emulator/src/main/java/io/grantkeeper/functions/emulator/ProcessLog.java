package io.grantkeeper.functions.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a process prints; must be drained, or the process stops at a full pipe. */
final class ProcessLog {
    private static final int TAIL_LINES = 30;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private ProcessLog() {}

    static ProcessLog of(Process process) {
        var log = new ProcessLog();
        Thread.ofVirtual().start(() -> log.drain(process.inputReader()));
        return log;
    }

    private void drain(BufferedReader output) {
        try (output) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException _) {
            // The process was ended while we read: what it printed until then is kept.
        }
    }

    String text() {
        return String.join("\n", lines);
    }

    String tail() {
        List<String> all = List.copyOf(lines);
        return String.join("\n", all.subList(Math.max(0, all.size() - TAIL_LINES), all.size()));
    }
}
