package io.grantkeeper.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command whose change is recorded: who makes the change, and why. */
final class RecordedChangeOptions {
    @Mixin
    private RequesterOption by = new RequesterOption();

    @Option(names = "--because", required = true, paramLabel = "REASON", description = "The reason, for the record.")
    private String reason = "";

    String requester() {
        return by.requester();
    }

    String reason() {
        return reason;
    }
}
