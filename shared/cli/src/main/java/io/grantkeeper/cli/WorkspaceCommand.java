package io.grantkeeper.cli;

import picocli.CommandLine.Mixin;

/** A command that reads a configuration, and usually the state in a data folder. */
abstract class WorkspaceCommand extends ReportCommand {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    final WorkspaceOptions workspace() {
        return workspace;
    }
}
