package io.grantkeeper.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The options of commands that change one policy: its name, the requester and the reason. */
final class PolicyChangeOptions {
    @Mixin
    private RecordedChangeOptions change = new RecordedChangeOptions();

    @Parameters(paramLabel = "NAME", description = "The policy's name.")
    private String name = "";

    String requester() {
        return change.requester();
    }

    String policy() {
        return name;
    }

    String reason() {
        return change.reason();
    }
}
