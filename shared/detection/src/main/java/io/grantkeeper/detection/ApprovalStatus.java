package io.grantkeeper.detection;

import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import java.util.List;
import java.util.Optional;

/**
 * The approval state of an identity, with the approval on which it is based and the drift from that approval.
 *
 * @param basis the reason for the state, in one sentence
 * @param approval the approval of record that covers the identity; empty if there is none
 * @param drift the differences between the identity and the approval
 */
public record ApprovalStatus(
        ApprovalState state, String basis, Optional<ApprovalOfRecord> approval, List<ApprovalDrift> drift) {
    public ApprovalStatus {
        drift = List.copyOf(drift);
    }
}
