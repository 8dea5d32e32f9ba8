package io.grantkeeper.detection;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The changes to the findings about an identity's life cycle.
 *
 * @param toOpen the findings about conditions that apply now, except those that a person was already alerted to, that
 *     were closed, or that have been open too long to be reported again
 * @param ended the open findings whose condition has ended because the item was renewed, rotated or used, or because a
 *     later stage applies
 */
public record LifecycleFindingChanges(List<Finding> toOpen, List<Finding> ended) {
    /**
     * The period during which an open finding is reported again if nobody was alerted to it, in case a run was
     * interrupted between the finding and its alert. The period is limited, because findings below the severity of
     * alerts would otherwise queue work every day.
     */
    private static final Duration REPEATED = Duration.ofHours(36);

    public LifecycleFindingChanges {
        toOpen = List.copyOf(toOpen);
        ended = List.copyOf(ended);
    }

    static LifecycleFindingChanges between(List<Finding> stored, List<Finding> current, Instant now) {
        Set<String> keys = current.stream().map(Finding::key).collect(Collectors.toSet());
        List<Finding> ended = stored.stream()
                .filter(finding -> finding.status() == FindingStatus.OPEN)
                .filter(finding -> LifecycleRules.TYPES.contains(finding.type()))
                .filter(finding -> !keys.contains(finding.key()))
                .toList();
        Set<String> handled = stored.stream()
                .filter(finding -> finding.status() != FindingStatus.OPEN
                        || finding.sendId().isPresent()
                        || finding.foundAt().isBefore(now.minus(REPEATED)))
                .map(Finding::key)
                .collect(Collectors.toSet());
        return new LifecycleFindingChanges(
                current.stream()
                        .filter(finding -> !handled.contains(finding.key()) && !isLeftToEnd(stored, finding))
                        .toList(),
                ended);
    }

    /**
     * Returns whether the owner has decided to let the item expire. If so, later stages before the same expiry are not
     * reported.
     */
    private static boolean isLeftToEnd(List<Finding> stored, Finding finding) {
        String date = finding.key().substring(0, finding.key().lastIndexOf('/') + 1);
        return finding.type() == FindingType.EXPIRING
                && stored.stream()
                        .anyMatch(other -> other.type() == FindingType.EXPIRING
                                && other.status() == FindingStatus.ACCEPTED
                                && other.key().startsWith(date));
    }
}
