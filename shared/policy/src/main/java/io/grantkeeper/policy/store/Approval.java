package io.grantkeeper.policy.store;

import io.grantkeeper.policy.PolicyVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody asked whether a denied action may run, and perhaps somebody answered. An approval holds for exactly what it
 * was given for, from its start until its end; expiry needs nothing to happen.
 *
 * @param id of the request
 * @param binding digest of subject, action, resource and arguments: what it holds for
 * @param version of the policy set that denied it; another version denies anew
 * @param sentence what is asked, in plain words
 * @param subject whose action it is: an identity's id, text form
 * @param requestedBy who asked, where known
 * @param requestExpires after that nobody can answer it any more
 * @param holdsFor how long it is to hold where whoever allows it says nothing else
 * @param decidedBy who answered
 * @param validFrom from when it holds, where approved
 * @param validUntil until when it holds, where approved
 * @param policies names of those whose judgement it lifts
 * @param revision rises by one with each write; zero means "not stored yet"
 */
public record Approval(
        String id,
        String binding,
        PolicyVersion version,
        String sentence,
        String subject,
        Optional<String> requestedBy,
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
    /** What became of the request. A pending one whose time is over counts as expired, whatever is stored. */
    public enum State {
        PENDING,
        APPROVED,
        DENIED,
        CANCELLED
    }

    public Approval {
        policies = List.copyOf(policies);
    }

    /** What has become of it by now: nobody can answer a request whose time is over, or use an approval whose end is. */
    public Standing standingAt(Instant at) {
        return switch (state) {
            case PENDING -> at.isBefore(requestExpires) ? Standing.PENDING : Standing.EXPIRED;
            case APPROVED ->
                validUntil.isPresent() && at.isBefore(validUntil.get()) ? Standing.APPROVED : Standing.EXPIRED;
            case DENIED -> Standing.DENIED;
            case CANCELLED -> Standing.CANCELLED;
        };
    }

    /** A state with the time taken into account. */
    public enum Standing {
        PENDING,
        APPROVED,
        DENIED,
        CANCELLED,
        EXPIRED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Allowed by somebody, from one instant until another. */
    public Approval approved(String by, Instant at, Instant from, Instant until) {
        return decided(State.APPROVED, by, at, Optional.of(from), Optional.of(until));
    }

    /** Answered with no, or withdrawn. */
    public Approval ended(State newState, String by, Instant at) {
        return decided(newState, by, at, validFrom, validUntil);
    }

    private Approval decided(State newState, String by, Instant at, Optional<Instant> from, Optional<Instant> until) {
        return new Approval(
                id,
                binding,
                version,
                sentence,
                subject,
                requestedBy,
                requestedAt,
                requestExpires,
                holdsFor,
                newState,
                Optional.of(by),
                Optional.of(at),
                from,
                until,
                policies,
                revision);
    }

    public Approval withRevision(long newRevision) {
        return new Approval(
                id,
                binding,
                version,
                sentence,
                subject,
                requestedBy,
                requestedAt,
                requestExpires,
                holdsFor,
                state,
                decidedBy,
                decidedAt,
                validFrom,
                validUntil,
                policies,
                newRevision);
    }

    /** Whether it permits what it is bound to, at this instant and under this version of the policies. */
    public boolean holdsAt(Instant at, PolicyVersion under) {
        return state == State.APPROVED
                && version.equals(under)
                && validFrom.isPresent()
                && !at.isBefore(validFrom.get())
                && validUntil.isPresent()
                && at.isBefore(validUntil.get());
    }
}
