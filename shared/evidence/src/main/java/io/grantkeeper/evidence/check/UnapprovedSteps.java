package io.grantkeeper.evidence.check;

import io.grantkeeper.evidence.history.Traces.PolicyStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Promotions that nobody had approved. Each needs an approval of its own, of the same policy and version and not later than
 * itself. The clock counts, not the place in the log: what is told at the same moment gets its places in any order.
 */
final class UnapprovedSteps {
    private static final Comparator<PolicyStep> BY_TIME =
            Comparator.comparing(step -> step.told().at());

    private UnapprovedSteps() {}

    static List<PolicyStep> of(List<PolicyStep> approved, List<PolicyStep> promoted) {
        Map<String, List<Instant>> approvals = new HashMap<>();
        approved.stream()
                .sorted(BY_TIME)
                .forEach(step -> approvals
                        .computeIfAbsent(key(step), _ -> new ArrayList<>())
                        .add(step.told().at()));
        return promoted.stream()
                .sorted(BY_TIME)
                .filter(step -> !takesOne(approvals.getOrDefault(key(step), new ArrayList<>()), step))
                .toList();
    }

    private static boolean takesOne(List<Instant> approvals, PolicyStep promotion) {
        if (approvals.isEmpty() || approvals.getFirst().isAfter(promotion.told().at())) {
            return false;
        }
        approvals.removeFirst();
        return true;
    }

    private static String key(PolicyStep step) {
        return step.policy() + "\n" + step.version();
    }
}
