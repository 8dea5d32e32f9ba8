package io.grantkeeper.evidence.check;

import io.grantkeeper.evidence.check.AuditException.Acceptance;
import io.grantkeeper.evidence.history.LedgerEntrySummaries;
import io.grantkeeper.evidence.history.LedgerHistory;
import io.grantkeeper.identity.IdentityId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the acceptance of a finding: an approval that is still valid, an owner's answer to keep the access, or a review
 * whose outcome was to keep the access.
 */
final class AcceptanceRecords {
    private static final String KEEP = "keep";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant until;
    private final Map<String, List<LedgerEntrySummaries.Approval>> approvals = new HashMap<>();
    private final Map<String, List<LedgerEntrySummaries.Answer>> kept = new HashMap<>();
    private final Map<IdentityId, List<LedgerEntrySummaries.Reviewed>> reviewed = new HashMap<>();

    AcceptanceRecords(LedgerHistory history) {
        this.until = history.period().until();
        for (LedgerEntrySummaries.Approval approval : history.approvals()) {
            approvals.computeIfAbsent(approval.what(), _ -> new ArrayList<>()).add(approval);
            approval.told()
                    .identity()
                    .filter(_ -> approval.coversIdentity())
                    .ifPresent(identity -> approvals
                            .computeIfAbsent(identity.toString(), _ -> new ArrayList<>())
                            .add(approval));
        }
        Map<String, List<LedgerEntrySummaries.Answer>> keeps = new HashMap<>();
        for (LedgerEntrySummaries.Answer answer : history.answers()) {
            if (answer.answer().equals(KEEP)) {
                keeps.computeIfAbsent(answer.send(), _ -> new ArrayList<>()).add(answer);
            }
        }
        for (LedgerEntrySummaries.Alert alert : history.alerts()) {
            List<LedgerEntrySummaries.Answer> answers = keeps.getOrDefault(alert.send(), List.of());
            alert.findings()
                    .forEach(finding -> kept.computeIfAbsent(finding, _ -> new ArrayList<>())
                            .addAll(answers));
        }
        for (LedgerEntrySummaries.Reviewed review : history.reviews()) {
            if (review.outcome().equals(KEEP)) {
                review.told()
                        .identity()
                        .ifPresent(identity -> reviewed.computeIfAbsent(identity, _ -> new ArrayList<>())
                                .add(review));
            }
        }
    }

    /**
     * Returns the acceptance of a finding; empty if nobody accepted it. An approval of an identity as a whole covers
     * only findings that already existed when the approval was given.
     */
    Optional<Acceptance> of(LedgerEntrySummaries.Found finding) {
        Optional<IdentityId> identity = finding.opened().identity();
        long opened = finding.opened().index();
        return approval(finding.key(), -1)
                .or(() -> identity.flatMap(id -> approval(id.toString(), opened)))
                .or(() -> kept.getOrDefault(finding.key(), List.of()).stream()
                        .findFirst()
                        .map(answer -> new Acceptance("its owner decided to keep the access", answer.told())))
                .or(() -> identity.flatMap(id -> reviewed.getOrDefault(id, List.of()).stream()
                        .filter(review -> review.told().index() > opened)
                        .findFirst()
                        .map(review -> new Acceptance("a review decided to keep the access", review.told()))));
    }

    private Optional<Acceptance> approval(String what, long after) {
        return approvals.getOrDefault(what, List.of()).stream()
                .filter(this::isValid)
                .filter(approval -> approval.told().index() > after)
                .findFirst()
                .map(approval -> new Acceptance(
                        approval.until()
                                .flatMap(AcceptanceRecords::instant)
                                .map(end -> "approved until %s UTC".formatted(MINUTE.format(end)))
                                .orElse("approved"),
                        approval.told()));
    }

    /** Returns whether an approval is still valid. An approval whose end cannot be read is not treated as unlimited. */
    private boolean isValid(LedgerEntrySummaries.Approval approval) {
        return approval.until().isEmpty()
                || approval.until()
                        .flatMap(AcceptanceRecords::instant)
                        .filter(end -> !end.isBefore(until))
                        .isPresent();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
