package io.grantkeeper.local.cli;

import io.grantkeeper.local.report.Policies;
import io.grantkeeper.policy.ladder.LadderPosition;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "propose",
        mixinStandardHelpOptions = true,
        description = {
            "Weighs the evidence as the schedule does: proposes what may climb, takes down what may not stay,",
            "and shows the numbers and what is missing."
        })
final class PolicyProposeCommand implements Callable<Integer> {
    @Mixin
    private Ladder ladder = new Ladder();

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "One policy (default: all).")
    private @Nullable String name;

    @Option(names = "--dry-run", description = "Show the numbers only; propose nothing and take nothing down.")
    private boolean dryRun;

    @Override
    public Integer call() {
        return ladder.with(open -> {
            if (name != null
                    && open.stores().policies().policy(open.tenant(), name).isEmpty()) {
                throw new IllegalArgumentException(
                        "no policy '%s' is in force; see 'grantkeeper policy list'".formatted(name));
            }
            var weighed =
                    dryRun ? open.ladder().weigh(open.tenant()) : open.ladder().review(open.tenant());
            List<LadderPosition> shown = weighed.stream()
                    .map(LadderPosition::of)
                    .filter(position -> name == null || position.policy().equals(name))
                    .toList();
            if (ladder.output().isJson()) {
                ladder.output().json(shown);
            } else {
                shown.forEach(position -> Policies.numbers(ladder.output().terminal(), position));
            }
            return 0;
        });
    }
}
