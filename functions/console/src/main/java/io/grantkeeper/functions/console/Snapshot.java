package io.grantkeeper.functions.console;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.reports.FindingListEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The inventory at one time, which lists, counts and filters are computed from.
 *
 * @param identities all identities, also those that have lost their access, highest risk first
 * @param findings the open findings, most severe first
 * @param waiting the questions that wait for an answer, oldest first
 */
record Snapshot(
        Instant asOf,
        List<IdentitySummary> identities,
        Map<IdentityId, IdentitySummary> byId,
        List<FindingListEntry> findings,
        Map<IdentityId, Long> openFindings,
        List<OwnerQuestion> waiting,
        Map<IdentityId, List<OwnerQuestion>> waitingAbout) {
    Snapshot {
        identities = List.copyOf(identities);
        findings = List.copyOf(findings);
        waiting = List.copyOf(waiting);
    }

    static Snapshot of(
            Instant asOf,
            List<IdentitySummary> identities,
            List<FindingListEntry> findings,
            List<OwnerQuestion> waiting) {
        return new Snapshot(
                asOf,
                identities,
                identities.stream().collect(Collectors.toMap(IdentitySummary::id, one -> one, (one, _) -> one)),
                findings,
                findings.stream()
                        .collect(Collectors.groupingBy(entry -> entry.finding().identity(), Collectors.counting())),
                waiting,
                waiting.stream().collect(Collectors.groupingBy(OwnerQuestion::identity)));
    }

    Optional<IdentitySummary> identity(IdentityId id) {
        return Optional.ofNullable(byId.get(id));
    }

    long findingsOf(IdentityId id) {
        return openFindings.getOrDefault(id, 0L);
    }

    List<OwnerQuestion> questionsAbout(IdentityId id) {
        return waitingAbout.getOrDefault(id, List.of());
    }
}
