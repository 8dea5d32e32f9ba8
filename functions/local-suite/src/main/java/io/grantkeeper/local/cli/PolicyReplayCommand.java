package io.grantkeeper.local.cli;

import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.local.report.Enforcements;
import io.grantkeeper.local.report.Policies;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.engine.IndexedEngine;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicySet.Source;
import io.grantkeeper.policy.intent.SetSettings;
import io.grantkeeper.policy.ladder.Replay;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.policy.store.StoredPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Makes recorded decisions again, as if documents were in force, before anyone is affected;",
            "and shows what those that are enforced outside of requests would take away now."
        })
final class PolicyReplayCommand implements Callable<Integer> {
    private static final int PAGE = 200;
    private static final int EXAMPLES = 20;

    @Mixin
    private Ladder ladder = new Ladder();

    @Parameters(
            paramLabel = "FILE|FOLDER",
            arity = "0..*",
            description = "Documents as they would be, in place of those of the same name (default: those in force).")
    private List<Path> paths = List.of();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How far back (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            defaultValue = "enforcement",
            description = "As if they stood there (default: ${DEFAULT-VALUE}).")
    private String stage = "";

    /** What comes of it, for programs. */
    record Outcome(String sentence, Replay.Result decisions, List<EnforcePolicies.Preview> wouldTakeAway) {}

    @Override
    public Integer call() {
        if (days < 1) {
            throw new IllegalArgumentException("--days must be at least 1");
        }
        Stage as = Stage.ofCode(stage);
        return ladder.with(open -> {
            List<StoredPolicy> inForce = open.stores().policies().all(open.tenant());
            PolicySet set = set(inForce, PolicyFiles.read(paths), as);
            Replay replay = new Replay(IndexedEngine.of(set), EXAMPLES);
            Instant now = ladder.workspace().clock().instant();
            Optional<String> next = Optional.empty();
            do {
                Slice<RecordedDecision> slice = open.stores()
                        .decisions()
                        .between(open.tenant(), now.minus(Duration.ofDays(days)), now, PAGE, next);
                slice.items().forEach(replay::add);
                next = slice.next();
            } while (next.isPresent());
            List<EnforcePolicies.Preview> away = Enforcing.preview(ladder.workspace(), open, set.policies());
            print(new Outcome(replay.result().sentence(), replay.result(), away));
            return 0;
        });
    }

    /** All in force; what is replayed stands at the stage that is asked about, the others where they stand. */
    private PolicySet set(List<StoredPolicy> inForce, List<Source> documents, Stage as) {
        PolicySet changed = PolicySet.read(documents).orThrow();
        Set<String> names = changed.policies().stream().map(Policy::name).collect(Collectors.toSet());
        PolicySet stored = PolicySet.ofStored(inForce);
        Map<String, Policy> all = new LinkedHashMap<>();
        stored.policies().forEach(policy -> all.put(policy.name(), names.isEmpty() ? policy.at(as) : policy));
        changed.policies().forEach(policy -> all.put(policy.name(), policy.at(as)));
        boolean own = !changed.settings().equals(SetSettings.STANDARD);
        return PolicySet.of(List.copyOf(all.values()), own ? changed.settings() : stored.settings());
    }

    private void print(Outcome outcome) {
        if (ladder.output().isJson()) {
            ladder.output().json(outcome);
            return;
        }
        Policies.replay(ladder.output().terminal(), outcome.decisions());
        Enforcements.previews(ladder.output().terminal(), outcome.wouldTakeAway());
    }
}
