package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.local.suite.LocalSuiteStores;

/** A command that works on approvals of record. */
abstract class ApprovedActionCommand extends StoresCommand {
    /** Runs the command and returns the exit code. */
    abstract int run(ApprovalCommandContext open);

    /**
     * Runs the command through the API of a server, and returns the exit code. By default, does the same as
     * {@code run}.
     */
    int runOnServer(ApprovalCommandContext open, ConsoleApiStores server) {
        return run(open);
    }

    @Override
    final int run(ConnectionsConfig config, LocalSuiteStores stores) {
        ApprovalCommandContext open =
                new ApprovalCommandContext(config, stores, workspace().clock());
        return stores instanceof ConsoleApiStores server ? runOnServer(open, server) : run(open);
    }
}
