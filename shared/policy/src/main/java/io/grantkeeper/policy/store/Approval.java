package io.grantkeeper.policy.store;

import io.grantkeeper.policy.PolicyVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody asked whether a denied action may run, and perhaps somebody answered. An approval holds for exactly what it
 * was given for, from its start until its end; expiry needs nothing to happen.
 *
 * @param id of the request
 * @param binding digest of subject, action, resource and arguments: what it holds for
 * @param version of the policy set that denied it; another version denies anew
 * @param sentence what is asked, in plain words
 * @param subject whose action it is, text form
 * @param requestedBy who asked, where known
 * @param requestExpires after that nobody can answer it any more
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
