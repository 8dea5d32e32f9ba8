package io.grantkeeper.cli;

import picocli.CommandLine.Option;

/** The option that names the person who runs a command, so that the name can be recorded with the change. */
final class RequesterOption {
    @Option(
            names = "--by",
            paramLabel = "WHO",
            defaultValue = "${sys:user.name}",
            description = "Your name for the record (default: ${DEFAULT-VALUE}).")
    private String by = "";

    String requester() {
        return by;
    }
}
