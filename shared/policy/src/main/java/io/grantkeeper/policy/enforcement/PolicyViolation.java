package io.grantkeeper.policy.enforcement;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.policy.PolicyVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A violation: one grant or credential that a policy forbids, with the current state of its enforcement.
 *
 * @param id the ID, which is always the same for the same policy and the same grant or credential
 * @param version the version of the policy's text; a different text starts a new violation
 * @param what the access in plain words, for example "a grant that can read all of your mail"
 * @param reason the policy's reason in plain words
 * @param firstSeen when the violation was first seen; the grace period starts no earlier
 * @param toldAt when the owner was warned of the revocation; empty before that
 * @param due when the access is to be revoked; empty if the policy is not in enforcement
 * @param preview the planned calls and what will stop working; empty until the revocation starts
 * @param actedAt when the last revocation was started or, after the provider has confirmed it, the time of the
 *     confirmation; empty if none was started
 * @param detail the error, what a person must do, or why the violation was lifted
 * @param exemptUntil when the exception ends, if one was made
 * @param exemptBy who made the exception
 * @param revision increases by one with each write; zero means "not stored yet"
 */
public record PolicyViolation(
        String id,
        String policy,
        PolicyVersion version,
        IdentityId identity,
        RowKey target,
        String what,
        String reason,
        Instant firstSeen,
        State state,
        Optional<Instant> toldAt,
        Optional<Instant> due,
        List<String> preview,
        Optional<Instant> actedAt,
        String detail,
        Optional<Instant> exemptUntil,
        Optional<String> exemptBy,
        long revision) {
    /** The state of a violation. */
    public enum State {
        /** The violation was detected; the owner of the identity may already have been warned. */
        SEEN,
        /**
         * The revocation has started. If this state persists, it is unknown whether the provider revoked the access.
         */
        ACTING,
        /** The provider confirmed the revocation; the next listing should show it. */
        DONE,
        /** The provider's rate limit is used up, so the next run continues the revocation. Nothing has failed. */
        WAITING,
        /** The revocation failed and will be retried. */
        FAILED,
        /** Only a person can revoke the access. */
        BY_HAND,
        /** The access was removed, is now allowed, or is no longer covered by any policy. */
        LIFTED
    }

    public PolicyViolation {
        preview = List.copyOf(preview);
    }

    public static String idOf(String policy, IdentityId identity, RowKey target) {
        String digest =
                PolicyVersion.ofText(policy + "\n" + identity + "\n" + target).value();
        return digest.substring(digest.indexOf(':') + 1).substring(0, 16);
    }

    /**
     * Creates a violation that was seen for the first time, or seen again after it was lifted or the policy's text
     * changed.
     */
    public static PolicyViolation detected(
            String policy,
            PolicyVersion version,
            IdentityId identity,
            RowKey target,
            String what,
            String reason,
            Instant at,
            long revision) {
        return new PolicyViolation(
                idOf(policy, identity, target),
                policy,
                version,
                identity,
                target,
                what,
                reason,
                at,
                State.SEEN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                revision);
    }

    public PolicyViolation warned(Instant at, Optional<Instant> newDue) {
        return with(state, Optional.of(at), newDue, preview, actedAt, detail, exemptUntil, exemptBy);
    }

    /**
     * Returns this violation with its revocation started.
     *
     * @param plan the planned calls and what will stop working
     */
    public PolicyViolation started(List<String> plan, Instant at) {
        return with(State.ACTING, toldAt, due, plan, Optional.of(at), "", exemptUntil, exemptBy);
    }

    /** Returns this violation with its revocation confirmed by the provider. */
    public PolicyViolation completed(Instant at) {
        return with(State.DONE, toldAt, due, preview, Optional.of(at), "", exemptUntil, exemptBy);
    }

    public PolicyViolation withState(State end, String words) {
        return with(end, toldAt, due, preview, actedAt, words, exemptUntil, exemptBy);
    }

    /**
     * Returns this violation with an exception that ends at the given time.
     *
     * @param by who made the exception
     */
    public PolicyViolation exempted(String by, Instant until, String why) {
        return with(state, toldAt, due, preview, actedAt, why, Optional.of(until), Optional.of(by));
    }

    public boolean isExemptAt(Instant at) {
        return exemptUntil.filter(at::isBefore).isPresent();
    }

    public boolean isOpen() {
        return state != State.LIFTED;
    }

    public PolicyViolation withRevision(long newRevision) {
        return new PolicyViolation(
                id,
                policy,
                version,
                identity,
                target,
                what,
                reason,
                firstSeen,
                state,
                toldAt,
                due,
                preview,
                actedAt,
                detail,
                exemptUntil,
                exemptBy,
                newRevision);
    }

    private PolicyViolation with(
            State newState,
            Optional<Instant> told,
            Optional<Instant> newDue,
            List<String> plan,
            Optional<Instant> acted,
            String words,
            Optional<Instant> until,
            Optional<String> by) {
        return new PolicyViolation(
                id, policy, version, identity, target, what, reason, firstSeen, newState, told, newDue, plan, acted,
                words, until, by, revision);
    }
}
