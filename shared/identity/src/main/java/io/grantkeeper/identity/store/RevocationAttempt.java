package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to revoke access, recorded for later queries. If the provider's rate limit is exhausted, the same attempt
 * resumes later.
 *
 * @param targets the grants and credentials to revoke
 * @param requestedBy the requester in readable form: an email address, an account or a policy
 * @param calls the provider calls in readable form; empty if a person must revoke the access
 * @param detail what failed or what a person must do; otherwise empty
 * @param taken the targets that the provider confirmed as revoked. Each is stored immediately, so that an interrupted
 *     attempt loses none
 * @param goesOnAt when the provider's rate limit allows the attempt to resume; empty unless {@link Outcome#WAITING}
 * @param endedAt when the outcome was known; empty while the attempt has not ended
 */
public record RevocationAttempt(
        IdentityId identity,
        List<RowKey> targets,
        String requestedBy,
        List<String> calls,
        Instant startedAt,
        Outcome outcome,
        String detail,
        List<RevokedTarget> taken,
        Optional<Instant> goesOnAt,
        Optional<Instant> endedAt) {
    /** The outcome of an attempt. */
    public enum Outcome {
        /**
         * Recorded before the first call. If an attempt keeps this outcome, it is unknown what the provider did beyond
         * revoking the confirmed targets.
         */
        STARTED,
        /**
         * The provider's rate limit was exhausted before all targets were revoked. The attempt resumes later and has
         * not failed.
         */
        WAITING,
        DONE,
        FAILED,
        /** The provider has no API call for the revocation, so a person must perform it. */
        BY_HAND
    }

    /** One grant or credential that the provider confirmed as revoked, and when. */
    public record RevokedTarget(RowKey target, Instant at) {}

    public RevocationAttempt {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "a revocation must have a target: 'targets' must contain at least one row");
        }
        targets = List.copyOf(targets);
        calls = List.copyOf(calls);
        taken = List.copyOf(taken);
    }

    public static RevocationAttempt started(
            IdentityId identity, List<RowKey> targets, String requestedBy, List<String> calls, Instant at) {
        return new RevocationAttempt(
                identity,
                targets,
                requestedBy,
                calls,
                at,
                Outcome.STARTED,
                "",
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    public boolean hasEnded() {
        return endedAt.isPresent();
    }

    /**
     * Returns this attempt with one more confirmed target. If the target was confirmed before, the new confirmation
     * replaces the old one.
     */
    public RevocationAttempt with(RevokedTarget one) {
        List<RevokedTarget> more = new ArrayList<>(taken);
        more.removeIf(known -> known.target().equals(one.target()));
        more.add(one);
        return with(Outcome.STARTED, "", more, Optional.empty(), Optional.empty());
    }

    /**
     * Returns this attempt, postponed until the rate limit allows more calls.
     *
     * @param words the detail to store
     */
    public RevocationAttempt waiting(String words, Instant until) {
        return with(Outcome.WAITING, words, taken, Optional.of(until), Optional.empty());
    }

    /**
     * Returns this attempt with its outcome.
     *
     * @param words the detail to store
     */
    public RevocationAttempt ended(Outcome result, String words, Instant at) {
        return with(result, words, taken, Optional.empty(), Optional.of(at));
    }

    private RevocationAttempt with(
            Outcome result, String words, List<RevokedTarget> done, Optional<Instant> again, Optional<Instant> end) {
        return new RevocationAttempt(identity, targets, requestedBy, calls, startedAt, result, words, done, again, end);
    }
}
