package io.grantkeeper.cli;

import io.grantkeeper.policy.store.StoredPolicy;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = {
            "Puts all given policy documents in force, or none of them. A new or changed policy starts in training.",
            "Policies in force that are not named stay unchanged."
        })
final class PolicyApplyCommand extends PolicyStatusCommand {
    @Mixin
    private RequesterOption by = new RequesterOption();

    @Parameters(paramLabel = "FILE|FOLDER", arity = "1..*", description = "Policy documents, or folders of them.")
    private List<Path> paths = List.of();

    @Override
    List<StoredPolicy> policies(OpenLadder open) {
        return open.govern().apply(open.tenant(), PolicyFiles.read(paths), by.requester());
    }
}
