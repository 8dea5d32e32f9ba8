package io.grantkeeper.cli;

import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicySet.Source;
import io.grantkeeper.policy.ladder.PolicyReplay;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.reports.EnforcementStatusReport;
import io.grantkeeper.reports.PolicyReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = {
            "Replays recorded decisions as if these documents were in force, before anyone is affected,",
            "and shows what would be revoked now by policies that are enforced on the inventory."
        })
final class PolicyReplayCommand extends LadderCommand {
    private static final int PAGE = 200;
    private static final int EXAMPLES = 20;

    @Parameters(
            paramLabel = "FILE|FOLDER",
            arity = "0..*",
            description =
                    "Documents to replay, instead of those in force with the same name (default: those in force).")
    private List<Path> paths = List.of();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "Number of days to replay (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            defaultValue = "enforcement",
            description = "Stage to assume for these documents (default: ${DEFAULT-VALUE}).")
    private String stage = "";

    /** The result, as printed with {@code --json}. */
    record Outcome(String sentence, PolicyReplay.Result decisions, List<EnforcePolicies.Preview> wouldTakeAway) {}

    @Override
    void checkOptions() {
        if (days < 1) {
            throw new IllegalArgumentException("--days must be 1 or more");
        }
        var _ = PolicyStage.ofCode(stage);
    }

    @Override
    int run(OpenLadder open) {
        PolicyStage as = PolicyStage.ofCode(stage);
        List<StoredPolicy> inForce = open.stores().policies().all(open.tenant());
        PolicySet set = set(inForce, PolicyFiles.read(paths), as);
        PolicyReplay replay = new PolicyReplay(IndexedDecisionEngine.of(set), EXAMPLES);
        Instant now = workspace().clock().instant();
        StorePage.forEach(
                from -> open.stores()
                        .decisions()
                        .between(open.tenant(), now.minus(Duration.ofDays(days)), now, PAGE, from),
                replay::add);
        List<EnforcePolicies.Preview> away = EnforcementCommandContext.preview(workspace(), open, set.policies());
        print(new Outcome(replay.result().sentence(), replay.result(), away));
        return 0;
    }

    /**
     * Builds the policy set to replay: the selected policies at the requested stage, all others at their current stage.
     *
     * @param documents the selected policies; if empty, all policies in force are selected
     */
    private PolicySet set(List<StoredPolicy> inForce, List<Source> documents, PolicyStage as) {
        PolicySet changed = PolicySet.read(documents).orThrow();
        return PolicyReplay.policies(inForce, changed, _ -> changed.policies().isEmpty(), as);
    }

    private void print(Outcome outcome) {
        output().print(outcome, terminal -> {
            PolicyReport.replay(terminal, outcome.decisions());
            EnforcementStatusReport.previews(terminal, outcome.wouldTakeAway());
        });
    }
}
