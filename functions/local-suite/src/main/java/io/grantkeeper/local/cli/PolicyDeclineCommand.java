package io.grantkeeper.local.cli;

import io.grantkeeper.local.report.Policies;
import io.grantkeeper.policy.ladder.LadderPosition;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decline",
        mixinStandardHelpOptions = true,
        description = "Declines the proposal that waits; the same text is not proposed again at its stage.")
final class PolicyDeclineCommand implements Callable<Integer> {
    @Mixin
    private Ladder ladder = new Ladder();

    @Mixin
    private By by = new By();

    @Parameters(paramLabel = "NAME", description = "The policy.")
    private String name = "";

    @Option(names = "--because", required = true, paramLabel = "REASON", description = "Why, for the record.")
    private String reason = "";

    @Override
    public Integer call() {
        return ladder.with(open -> {
            open.ladder().decline(open.tenant(), name, by.who(), reason);
            List<LadderPosition> now = open.stores().policies().policy(open.tenant(), name).stream()
                    .map(LadderPosition::of)
                    .toList();
            if (ladder.output().isJson()) {
                ladder.output().json(now);
            } else {
                Policies.table(ladder.output().terminal(), now);
            }
            return 0;
        });
    }
}
