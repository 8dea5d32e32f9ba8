package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.local.suite.LocalSuiteStores;

/** A command that works on approvals of record. */
abstract class ApprovedActionCommand extends StoresCommand {
    /** Does the command's work, and returns the exit code. */
    abstract int run(ApprovalWorkspace open);

    @Override
    final int run(ConnectionsConfig config, LocalSuiteStores stores) {
        return run(new ApprovalWorkspace(config, stores, workspace().clock()));
    }
}
