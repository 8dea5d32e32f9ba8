package io.grantkeeper.store.testkit.kill;

/** The process is gone. An error, so that no code under test takes it for a failure that it may handle. */
public final class ProcessDied extends Error {
    private static final long serialVersionUID = 1L;

    public ProcessDied(String operation) {
        super("died at " + operation, null, false, false);
    }
}
