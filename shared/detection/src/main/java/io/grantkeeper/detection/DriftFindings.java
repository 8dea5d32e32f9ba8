package io.grantkeeper.detection;

import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.IdentityRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns drift from an approval into findings that state both the approved and the current access. */
final class DriftFindings {
    private DriftFindings() {}

    static List<Finding> of(
            IdentityRecord identityRecord, ApprovalOfRecord approval, List<ApprovalDrift> drift, Instant now) {
        return drift.stream()
                .map(one -> finding(identityRecord, approval, one, now))
                .toList();
    }

    private static Finding finding(
            IdentityRecord identityRecord, ApprovalOfRecord approval, ApprovalDrift drift, Instant now) {
        return new Finding(
                key(identityRecord, approval, drift),
                identityRecord.identity().content().id(),
                FindingType.DRIFTED,
                drift.severity(),
                FindingStatus.OPEN,
                drift.headline(),
                drift.approved(),
                drift.current(),
                List.of("The %s was recorded on %s."
                        .formatted(
                                drift.kind() == DriftKind.REFUSED ? "refusal" : "approval",
                                DriftText.day(approval.current().at()))),
                drift.kind() == DriftKind.REFUSED
                        ? "Revoke the access or block the app at its provider; if the access may stay, record an approval."
                        : "Approve its current access, or have it reduced to what was approved.",
                KnownOrUnknown.unknown(),
                List.of(),
                now,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns the key. It depends on the approval and on the drift, not on the time of detection. If the same drift was
     * reported and has ended since, the number of earlier findings distinguishes the new one.
     */
    private static String key(IdentityRecord identityRecord, ApprovalOfRecord approval, ApprovalDrift drift) {
        String departure =
                "%s %s %s".formatted(approval.subject(), approval.current().at(), drift.beyond());
        String key = "drifted/%s/%016x".formatted(drift.kind().code(), ModelJson.hash(departure));
        long ended = identityRecord.findings().stream()
                .filter(finding -> finding.key().equals(key) || finding.key().startsWith(key + "/"))
                .filter(finding -> finding.status() == FindingStatus.CLOSED)
                .count();
        return ended == 0 ? key : key + "/" + (ended + 1);
    }
}
