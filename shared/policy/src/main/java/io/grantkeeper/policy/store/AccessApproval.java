package io.grantkeeper.policy.store;

import io.grantkeeper.policy.PolicyVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request to approve a denied action, and the answer to the request. An approval is valid only for exactly the
 * requested action by the same agent and caller, from its start to its end, when it expires automatically.
 *
 * @param id the ID of the request
 * @param binding the digest of everything to which the approval applies: caller, agent, subject, action, resource,
 *     arguments, and the context that policies read
 * @param version the version of the policy set that denied the action; if the set changes, the approval is no longer
 *     valid
 * @param sentence the request in plain words
 * @param subject the acting identity's ID in text form
 * @param requestedBy the identity of the caller that made the request, if known
 * @param requester the requester; empty if an earlier version stored the request, in which case the binding does not
 *     cover the agent and the request cannot be approved
 * @param requestExpires the deadline for an answer
 * @param holdsFor how long the approval is valid unless the approver sets a time
 * @param decidedBy the person who answered
 * @param validFrom when the approval starts, if approved
 * @param validUntil when the approval ends, if approved
 * @param policies the names of the policies whose judgment the approval overrides
 * @param revision increases by one with each write; zero means "not stored yet"
 */
public record AccessApproval(
        String id,
        String binding,
        PolicyVersion version,
        String sentence,
        String subject,
        Optional<String> requestedBy,
        Optional<ApprovalRequester> requester,
        Instant requestedAt,
        Instant requestExpires,
        Duration holdsFor,
        State state,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt,
        Optional<Instant> validFrom,
        Optional<Instant> validUntil,
        List<String> policies,
        long revision) {
    /** The stored state of the request. It does not show whether the request or its approval has expired. */
    public enum State {
        PENDING,
        APPROVED,
        DENIED,
        CANCELLED
    }

    /** Creates a request that no person has answered yet, and that is not stored yet. */
    public AccessApproval(
            String id,
            String binding,
            PolicyVersion version,
            String sentence,
            String subject,
            Optional<String> requestedBy,
            Optional<ApprovalRequester> requester,
            Instant requestedAt,
            Instant requestExpires,
            Duration holdsFor,
            List<String> policies) {
        this(
                id,
                binding,
                version,
                sentence,
                subject,
                requestedBy,
                requester,
                requestedAt,
                requestExpires,
                holdsFor,
                State.PENDING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                policies,
                0);
    }

    public AccessApproval {
        policies = List.copyOf(policies);
    }

    /** Returns the state at a given time. A pending request expires at its deadline, and an approval at its end. */
    public EffectiveState effectiveStateAt(Instant at) {
        return switch (state) {
            case PENDING -> at.isBefore(requestExpires) ? EffectiveState.PENDING : EffectiveState.EXPIRED;
            case APPROVED ->
                validUntil.isPresent() && at.isBefore(validUntil.get())
                        ? EffectiveState.APPROVED
                        : EffectiveState.EXPIRED;
            case DENIED -> EffectiveState.DENIED;
            case CANCELLED -> EffectiveState.CANCELLED;
        };
    }

    /**
     * Returns when the request or its approval ended: at its expiry, or when someone denied or withdrew it. Empty if it
     * has not ended.
     */
    public Optional<Instant> endedAt(Instant at) {
        return switch (effectiveStateAt(at)) {
            case PENDING, APPROVED -> Optional.empty();
            case DENIED, CANCELLED -> decidedAt;
            case EXPIRED -> state == State.APPROVED ? validUntil : Optional.of(requestExpires);
        };
    }

    /**
     * Returns whether a person or agent with this name requests the access and therefore may not answer the request.
     */
    public boolean isRequestedBy(String name) {
        return subject.equals(name)
                || requestedBy.equals(Optional.of(name))
                || requester.filter(known -> known.isNamed(name)).isPresent();
    }

    /** The state at a given time, taking expiry into account. */
    public enum EffectiveState {
        PENDING,
        APPROVED,
        DENIED,
        CANCELLED,
        EXPIRED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Returns this request as approved.
     *
     * @param at when the person approved the request
     * @param from the start of the approval
     * @param until the end of the approval
     */
    public AccessApproval approved(String by, Instant at, Instant from, Instant until) {
        return with(State.APPROVED, Optional.of(by), Optional.of(at), Optional.of(from), Optional.of(until), revision);
    }

    /**
     * Returns this request as denied or withdrawn.
     *
     * @param at when the person answered
     */
    public AccessApproval closed(State newState, String by, Instant at) {
        return with(newState, Optional.of(by), Optional.of(at), validFrom, validUntil, revision);
    }

    public AccessApproval withRevision(long newRevision) {
        return with(state, decidedBy, decidedAt, validFrom, validUntil, newRevision);
    }

    private AccessApproval with(
            State newState,
            Optional<String> by,
            Optional<Instant> at,
            Optional<Instant> from,
            Optional<Instant> until,
            long newRevision) {
        return new AccessApproval(
                id,
                binding,
                version,
                sentence,
                subject,
                requestedBy,
                requester,
                requestedAt,
                requestExpires,
                holdsFor,
                newState,
                by,
                at,
                from,
                until,
                policies,
                newRevision);
    }

    /** Returns whether the approval is valid at a given time and for a given version of the policy set. */
    public boolean isValidAt(Instant at, PolicyVersion under) {
        return state == State.APPROVED
                && version.equals(under)
                && validFrom.isPresent()
                && !at.isBefore(validFrom.get())
                && validUntil.isPresent()
                && at.isBefore(validUntil.get());
    }
}
