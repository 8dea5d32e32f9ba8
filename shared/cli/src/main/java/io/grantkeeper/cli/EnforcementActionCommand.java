package io.grantkeeper.cli;

/** A command that works on enforcement over the open stores. */
abstract class EnforcementActionCommand extends LadderCommand {
    /** Does the command's work, and returns the exit code. */
    abstract int run(OpenEnforcement open);

    @Override
    final int run(OpenLadder open) {
        return OpenEnforcement.over(workspace(), open, this::run);
    }
}
