package io.grantkeeper.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of commands that change one policy: its name, the requester and the reason. */
final class PolicyChangeOptions {
    @Mixin
    private RequesterOption by = new RequesterOption();

    @Parameters(paramLabel = "NAME", description = "The policy's name.")
    private String name = "";

    @Option(names = "--because", required = true, paramLabel = "REASON", description = "The reason, for the record.")
    private String reason = "";

    String requester() {
        return by.requester();
    }

    String policy() {
        return name;
    }

    String reason() {
        return reason;
    }
}
