package io.grantkeeper.evidence.check;

import io.grantkeeper.evidence.check.Deviation.Acceptance;
import io.grantkeeper.evidence.history.History;
import io.grantkeeper.evidence.history.Traces;
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

/** Who let something stand: an approval that still holds, an owner who keeps it, a review that kept it. */
final class Acceptances {
    private static final String KEEP = "keep";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant until;
    private final Map<String, List<Traces.Approval>> approvals = new HashMap<>();
    private final Map<String, List<Traces.Answer>> kept = new HashMap<>();
    private final Map<IdentityId, List<Traces.Reviewed>> reviewed = new HashMap<>();

    Acceptances(History history) {
        this.until = history.period().until();
        for (Traces.Approval approval : history.approvals()) {
            approvals.computeIfAbsent(approval.what(), _ -> new ArrayList<>()).add(approval);
            approval.told()
                    .identity()
                    .filter(_ -> approval.isOfAll())
                    .ifPresent(identity -> approvals
                            .computeIfAbsent(identity.toString(), _ -> new ArrayList<>())
                            .add(approval));
        }
        Map<String, List<Traces.Answer>> keeps = new HashMap<>();
        for (Traces.Answer answer : history.answers()) {
            if (answer.answer().equals(KEEP)) {
                keeps.computeIfAbsent(answer.send(), _ -> new ArrayList<>()).add(answer);
            }
        }
        for (Traces.Alert alert : history.alerts()) {
            List<Traces.Answer> answers = keeps.getOrDefault(alert.send(), List.of());
            alert.findings()
                    .forEach(finding -> kept.computeIfAbsent(finding, _ -> new ArrayList<>())
                            .addAll(answers));
        }
        for (Traces.Reviewed review : history.reviews()) {
            if (review.outcome().equals(KEEP)) {
                review.told()
                        .identity()
                        .ifPresent(identity -> reviewed.computeIfAbsent(identity, _ -> new ArrayList<>())
                                .add(review));
            }
        }
    }

    /** What was allowed of an identity as a whole speaks only of what had been found by then. */
    Optional<Acceptance> of(Traces.Found finding) {
        Optional<IdentityId> identity = finding.opened().identity();
        long opened = finding.opened().index();
        return approval(finding.key(), -1)
                .or(() -> identity.flatMap(id -> approval(id.toString(), opened)))
                .or(() -> kept.getOrDefault(finding.key(), List.of()).stream()
                        .findFirst()
                        .map(answer -> new Acceptance("its owner keeps it", answer.told())))
                .or(() -> identity.flatMap(id -> reviewed.getOrDefault(id, List.of()).stream()
                        .filter(review -> review.told().index() > opened)
                        .findFirst()
                        .map(review -> new Acceptance("a review kept it", review.told()))));
    }

    private Optional<Acceptance> approval(String what, long after) {
        return approvals.getOrDefault(what, List.of()).stream()
                .filter(this::holds)
                .filter(approval -> approval.told().index() > after)
                .findFirst()
                .map(approval -> new Acceptance(
                        approval.until()
                                .flatMap(Acceptances::instant)
                                .map(end -> "approved until %s UTC".formatted(MINUTE.format(end)))
                                .orElse("approved"),
                        approval.told()));
    }

    /** One whose end cannot be read is not taken for one without an end. */
    private boolean holds(Traces.Approval approval) {
        return approval.until().isEmpty()
                || approval.until()
                        .flatMap(Acceptances::instant)
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
