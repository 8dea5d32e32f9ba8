package io.grantkeeper.detection;

import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.Severity;
import java.util.List;

/**
 * One difference between an identity and its approval of record.
 *
 * @param headline both sides in one sentence, without the identity's name, such as "can send mail as you, but was
 *     approved only to read your calendar"
 * @param approved what was approved, in plain words
 * @param current what goes beyond the approval, in plain words
 * @param beyond the permissions, people or names that identify the difference, independent of the order of rows
 */
public record ApprovalDrift(
        DriftKind kind,
        Severity severity,
        String headline,
        List<String> approved,
        List<String> current,
        List<String> beyond) {
    public ApprovalDrift {
        approved = List.copyOf(approved);
        current = List.copyOf(current);
        beyond = beyond.stream().sorted().distinct().toList();
    }
}
