package io.grantkeeper.identity.finding;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.DriftKind;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The comparison of an identity with its approval of record.
 *
 * @param subject the subject of the approval that covers the identity
 * @param state the state at the time of the comparison
 * @param until the end of the approval; empty if it is valid until withdrawn
 * @param scopeRecorded whether the approval states which access it covers; if not, only its end is compared
 * @param drift the kinds of drift from the approval; empty if there is none
 * @param beyond the permissions and people beyond the approval, as {@link #permission} and people's ids; at most
 *     {@link #MAX_BEYOND}
 */
public record ApprovalReview(
        ApprovalSubject subject,
        ApprovalState state,
        Optional<Instant> until,
        boolean scopeRecorded,
        SortedSet<DriftKind> drift,
        SortedSet<String> beyond) {
    /** The maximum number of permissions and people that a summary keeps. */
    public static final int MAX_BEYOND = 100;

    public ApprovalReview {
        drift = Collections.unmodifiableSortedSet(new TreeSet<>(drift));
        beyond = Collections.unmodifiableSortedSet(
                beyond.stream().limit(MAX_BEYOND).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Creates a comparison that does not name what goes beyond the approval. */
    public ApprovalReview(
            ApprovalSubject subject,
            ApprovalState state,
            Optional<Instant> until,
            boolean scopeRecorded,
            SortedSet<DriftKind> drift) {
        this(subject, state, until, scopeRecorded, drift, Collections.emptySortedSet());
    }

    /** Returns the text that identifies a permission of a grant, regardless of the person to whom the grant applies. */
    public static String permission(Grant grant, String permission) {
        return shape(grant) + " " + permission;
    }

    /**
     * Returns the text that identifies a permission whose reach goes beyond the approval. Its grant is only partly
     * beyond the approval, because revoking the grant would also revoke approved access.
     */
    public static String widened(String permission) {
        return permission + " (reach)";
    }

    /** Returns the text that identifies how a grant applies: its kind, its reach, and whether it covers everyone. */
    public static String shape(Grant grant) {
        return "%s %s %s"
                .formatted(grant.permissionKind(), grant.subject() instanceof GrantSubject.WholeTenant, grant.reach());
    }

    /**
     * Returns whether a whole grant goes beyond the approval, because of either its person or all of its permissions.
     */
    public boolean isBeyond(Grant grant) {
        boolean person = grant.subject() instanceof GrantSubject.OnePerson(var id) && beyond.contains(id.toString());
        return person
                || (!grant.scopes().isEmpty()
                        && grant.scopes().stream().allMatch(scope -> beyond.contains(permission(grant, scope))));
    }

    /** Returns whether a part of a grant goes beyond the approval. */
    public boolean isPartlyBeyond(Grant grant) {
        String shape = shape(grant) + " ";
        return !isBeyond(grant) && beyond.stream().anyMatch(text -> text.startsWith(shape));
    }
}
