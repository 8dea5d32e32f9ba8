package io.grantkeeper.reports.terminal;

import java.time.Duration;
import java.util.Locale;

/**
 * Shows the progress of a long operation. On a terminal, this is one line that is updated in place. Elsewhere, lines
 * are printed at the start, at the end and every ten seconds in between, so that logs remain readable.
 */
public final class ProgressLine implements AutoCloseable {
    private static final int BAR = 30;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private final TerminalOutput terminal;
    private final String title;
    private final long started = System.nanoTime();
    private long printed = started;
    private long done;
    private long total;
    private String note = "";

    public ProgressLine(TerminalOutput terminal, String title) {
        this.terminal = terminal;
        this.title = title;
        if (!terminal.isInteractive()) {
            terminal.line(title + " …");
        }
    }

    /**
     * Shows the progress.
     *
     * @param newTotal the total; 0 if it is unknown
     */
    public void update(long newDone, long newTotal, String newNote) {
        done = newDone;
        total = newTotal;
        note = newNote;
        if (terminal.isInteractive()) {
            terminal.replaceLine(text());
        } else if (System.nanoTime() - printed >= INTERVAL.toNanos()) {
            printed = System.nanoTime();
            terminal.line(total == 0 ? text().strip() : "%s: %d/%d".formatted(title, done, total));
            terminal.flush();
        }
    }

    /** Shows why the operation is making no progress at the moment. */
    public void waiting(String why) {
        if (terminal.isInteractive()) {
            update(done, total, why);
        } else {
            terminal.line("%s: %s".formatted(title, why));
        }
    }

    private String text() {
        if (total == 0) {
            return "%s  %s".formatted(title, note);
        }
        int filled = (int) Math.min(BAR, BAR * done / total);
        return "%s  [%s%s] %d/%d  %s".formatted(title, "#".repeat(filled), ".".repeat(BAR - filled), done, total, note);
    }

    @Override
    public void close() {
        double seconds = (System.nanoTime() - started) / 1e9;
        String end = String.format(Locale.ROOT, "%s%s (%.1f s)", title, note.isEmpty() ? "" : ": " + note, seconds);
        if (terminal.isInteractive()) {
            terminal.replaceLine("");
        }
        terminal.line(end);
    }
}
