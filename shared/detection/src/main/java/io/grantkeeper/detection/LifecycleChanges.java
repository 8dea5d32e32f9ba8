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
 * How the findings about an identity's life cycle change.
 *
 * @param toOpen the findings about conditions that apply now, without those that a person was alerted to, that were
 *     closed, or that have been open for longer than a repeated run is needed
 * @param ended the open findings whose condition has ended: it was renewed, rotated or used, or a later stage applies
 */
public record LifecycleChanges(List<Finding> toOpen, List<Finding> ended) {
    /**
     * How long an open finding that nobody was alerted to is reported again, so that a run which was interrupted between
     * the finding and its alert is made up for. Findings below the severity of alerts would otherwise queue work each day.
     */
    private static final Duration REPEATED = Duration.ofHours(36);

    public LifecycleChanges {
        toOpen = List.copyOf(toOpen);
        ended = List.copyOf(ended);
    }

    static LifecycleChanges between(List<Finding> stored, List<Finding> current, Instant now) {
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
        return new LifecycleChanges(
                current.stream()
                        .filter(finding -> !handled.contains(finding.key()) && !isLeftToEnd(stored, finding))
                        .toList(),
                ended);
    }

    /** Returns whether the owner has decided to let it expire, so that later stages of the same date are not reported. */
    private static boolean isLeftToEnd(List<Finding> stored, Finding finding) {
        String date = finding.key().substring(0, finding.key().lastIndexOf('/') + 1);
        return finding.type() == FindingType.EXPIRING
                && stored.stream()
                        .anyMatch(other -> other.type() == FindingType.EXPIRING
                                && other.status() == FindingStatus.ACCEPTED
                                && other.key().startsWith(date));
    }
}
