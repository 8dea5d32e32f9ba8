package io.grantkeeper.identity.finding;

import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.DriftKind;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The comparison of an identity with its approval of record.
 *
 * @param subject the subject of the approval that covers the identity
 * @param state the state at the time of the comparison
 * @param until the end of the approval; empty if it is valid until withdrawn
 * @param scopeRecorded whether the approval states which access it covers; if not, only its end is compared
 * @param drift in what respects the identity departs from the approval; empty if it does not
 */
public record ApprovalReview(
        ApprovalSubject subject,
        ApprovalState state,
        Optional<Instant> until,
        boolean scopeRecorded,
        SortedSet<DriftKind> drift) {
    public ApprovalReview {
        drift = Collections.unmodifiableSortedSet(new TreeSet<>(drift));
    }
}
