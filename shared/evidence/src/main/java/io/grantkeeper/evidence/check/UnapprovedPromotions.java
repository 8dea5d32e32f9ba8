package io.grantkeeper.evidence.check;

import io.grantkeeper.evidence.history.LedgerEntrySummaries.PolicyStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds promotions without an approval. Each promotion needs its own approval of the same policy and version, which
 * must not be later than the promotion. The entries' times are compared, not their indexes in the log, because entries
 * with the same time can have any order in the log.
 */
final class UnapprovedPromotions {
    private static final Comparator<PolicyStep> BY_TIME =
            Comparator.comparing(step -> step.told().at());

    private UnapprovedPromotions() {}

    static List<PolicyStep> of(List<PolicyStep> approved, List<PolicyStep> promoted) {
        Map<String, List<Instant>> approvals = new HashMap<>();
        approved.stream()
                .sorted(BY_TIME)
                .forEach(step -> approvals
                        .computeIfAbsent(key(step), _ -> new ArrayList<>())
                        .add(step.told().at()));
        return promoted.stream()
                .sorted(BY_TIME)
                .filter(step -> !consumeApproval(approvals.getOrDefault(key(step), new ArrayList<>()), step))
                .toList();
    }

    private static boolean consumeApproval(List<Instant> approvals, PolicyStep promotion) {
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
