package io.grantkeeper.local.cli;

import picocli.CommandLine.Option;

/** Who wants it, for the record. */
final class By {
    @Option(
            names = "--by",
            paramLabel = "WHO",
            defaultValue = "${sys:user.name}",
            description = "Who wants it, for the record (default: ${DEFAULT-VALUE}).")
    private String by = "";

    String who() {
        return by;
    }
}
