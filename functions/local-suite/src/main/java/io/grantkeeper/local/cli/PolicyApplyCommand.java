package io.grantkeeper.local.cli;

import io.grantkeeper.local.report.Policies;
import io.grantkeeper.policy.ladder.LadderPosition;
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
            "Puts documents in force, all or none. A new or changed text starts in training.",
            "Those in force that are not named stay as they are."
        })
final class PolicyApplyCommand implements Callable<Integer> {
    @Mixin
    private Ladder ladder = new Ladder();

    @Mixin
    private By by = new By();

    @Parameters(paramLabel = "FILE|FOLDER", arity = "1..*", description = "Documents, or folders of them.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        return ladder.with(open -> {
            List<LadderPosition> applied =
                    open.govern().apply(open.tenant(), PolicyFiles.read(paths), by.who()).stream()
                            .map(LadderPosition::of)
                            .toList();
            if (ladder.output().isJson()) {
                ladder.output().json(applied);
            } else {
                Policies.table(ladder.output().terminal(), applied);
            }
            return 0;
        });
    }
}
