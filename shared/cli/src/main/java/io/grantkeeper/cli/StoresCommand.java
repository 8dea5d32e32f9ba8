package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.local.suite.LocalSuiteStores;

/** A command that works on the stores of a workspace. The stores are open while the command runs. */
abstract class StoresCommand extends WorkspaceCommand {
    /**
     * Checks the options before anything is opened.
     *
     * @throws IllegalArgumentException if an option has an invalid value; the message names the option
     */
    void checkOptions() {}

    /**
     * Returns whether the command can read through the API of a server. If it can, it does so while a suite uses the data
     * folder.
     */
    boolean canUseServer() {
        return false;
    }

    /** Runs the command and returns the exit code. */
    abstract int run(ConnectionsConfig config, LocalSuiteStores stores);

    @Override
    public final Integer call() {
        checkOptions();
        ConnectionsConfig config = workspace().config();
        try (LocalSuiteStores stores = workspace().stores(canUseServer())) {
            return run(config, stores);
        }
    }
}
