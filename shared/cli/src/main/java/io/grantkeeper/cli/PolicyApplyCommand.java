package io.grantkeeper.cli;

import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Puts all given policy documents in force, or none of them. A new or changed policy starts in training.",
            "Policies in force that are not named stay unchanged."
        })
final class PolicyApplyCommand implements Callable<Integer> {
    @Mixin
    private LadderSession ladder = new LadderSession();

    @Mixin
    private RequesterOption by = new RequesterOption();

    @Parameters(paramLabel = "FILE|FOLDER", arity = "1..*", description = "Policy documents, or folders of them.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        return ladder.report(
                open -> open.govern().apply(open.tenant(), PolicyFiles.read(paths), by.requester()).stream()
                        .map(PolicyLadderStatus::of)
                        .toList());
    }
}
