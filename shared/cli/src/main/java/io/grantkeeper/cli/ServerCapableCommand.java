package io.grantkeeper.cli;

/** A command that can also work through the API of a server. It does so while a suite uses the data folder. */
abstract class ServerCapableCommand extends StoresCommand {
    @Override
    final boolean canUseServer() {
        return true;
    }
}
