package io.grantkeeper.store.testkit.kill;

/**
 * Thrown to simulate a crash of the process. It is an {@code Error}, so that the code under test does not handle it as
 * it would handle an ordinary failure.
 */
public final class ProcessCrashedError extends Error {
    private static final long serialVersionUID = 1L;

    public ProcessCrashedError(String operation) {
        super("died at " + operation, null, false, false);
    }
}
