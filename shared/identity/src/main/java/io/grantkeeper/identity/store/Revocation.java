package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to take something away, as it is kept for whoever asks later.
 *
 * @param targets the grants and credentials that it takes away
 * @param requestedBy who wanted it, for people: an e-mail address, an account, a policy
 * @param calls what is called at the provider, for people; empty where a person has to do it
 * @param detail what went wrong, or what is left to a person; empty where nothing is
 * @param endedAt when the outcome was known; empty while it is {@link Outcome#STARTED}
 */
public record Revocation(
        IdentityId identity,
        List<RowKey> targets,
        String requestedBy,
        List<String> calls,
        Instant startedAt,
        Outcome outcome,
        String detail,
        Optional<Instant> endedAt) {
    /** What became of it. */
    public enum Outcome {
        /** Recorded before the first call: where it stays so, nobody knows whether the provider did it. */
        STARTED,
        DONE,
        FAILED,
        /** The provider has no call for it. */
        BY_HAND
    }

    public Revocation {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a revocation takes away something: 'targets' holds at least one row");
        }
        targets = List.copyOf(targets);
        calls = List.copyOf(calls);
    }

    public static Revocation started(
            IdentityId identity, List<RowKey> targets, String requestedBy, List<String> calls, Instant at) {
        return new Revocation(identity, targets, requestedBy, calls, at, Outcome.STARTED, "", Optional.empty());
    }

    /** The same attempt, with what became of it. */
    public Revocation ended(Outcome result, String words, Instant at) {
        return new Revocation(identity, targets, requestedBy, calls, startedAt, result, words, Optional.of(at));
    }
}
