package io.grantkeeper.harness.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects the output of a process, because the process would block on a full pipe if nobody read the output. */
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
            // The process was stopped while its output was being read. The output up to that point is kept.
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
