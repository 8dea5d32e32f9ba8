package io.grantkeeper.cli;

/**
 * A command that shows, runs or controls the enforcement of policies. While it runs, the stores are open, and it can
 * open sessions with providers.
 */
abstract class EnforcementActionCommand extends LadderCommand {
    /** Runs the command and returns the exit code. */
    abstract int run(EnforcementCommandContext open);

    @Override
    final int run(OpenLadder open) {
        return EnforcementCommandContext.over(workspace(), open, this::run);
    }
}
