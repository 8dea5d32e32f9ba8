package io.grantkeeper.cli;

import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import io.grantkeeper.reports.PolicyReport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "propose",
        description = {
            "Evaluates the evidence as the schedule does: proposes promotions, demotes policies where required,",
            "and shows the numbers and what is missing."
        })
final class PolicyProposeCommand extends LadderCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A single policy (default: all).")
    private @Nullable String name;

    @Option(names = "--dry-run", description = "Only show the numbers; do not propose or demote any policy.")
    private boolean dryRun;

    @Override
    int run(OpenLadder open) {
        if (name != null && open.stores().policies().policy(open.tenant(), name).isEmpty()) {
            throw new IllegalArgumentException(
                    "policy '%s' is not in force; see 'grantkeeper policy list'".formatted(name));
        }
        var weighed =
                dryRun ? open.ladder().assess(open.tenant()) : open.ladder().review(open.tenant());
        List<PolicyLadderStatus> shown = weighed.stream()
                .map(PolicyLadderStatus::of)
                .filter(position -> name == null || position.policy().equals(name))
                .toList();
        output().print(shown, terminal -> shown.forEach(position -> PolicyReport.numbers(terminal, position)));
        return 0;
    }
}
