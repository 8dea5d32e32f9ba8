package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to take something away, as it is kept for whoever asks later. Where the provider's limit is used up in the
 * middle it goes on later, as the same attempt.
 *
 * @param targets the grants and credentials that it takes away
 * @param requestedBy who wanted it, for people: an e-mail address, an account, a policy
 * @param calls what is called at the provider, for people; empty where a person has to do it
 * @param detail what went wrong, or what is left to a person; empty where nothing is
 * @param taken what the provider said to be gone, kept as soon as it was said: an attempt that dies loses none of it
 * @param goesOnAt when the provider's limit has room again; empty unless {@link Outcome#WAITING}
 * @param endedAt when the outcome was known; empty while it has not ended
 */
public record Revocation(
        IdentityId identity,
        List<RowKey> targets,
        String requestedBy,
        List<String> calls,
        Instant startedAt,
        Outcome outcome,
        String detail,
        List<Taken> taken,
        Optional<Instant> goesOnAt,
        Optional<Instant> endedAt) {
    /** What became of it. */
    public enum Outcome {
        /** Recorded before the first call: where it stays so, nobody knows what the provider did beyond what was taken. */
        STARTED,
        /** The provider's limit was used up before all was taken. It goes on; nothing has failed. */
        WAITING,
        DONE,
        FAILED,
        /** The provider has no call for it. */
        BY_HAND
    }

    /** One grant or credential that the provider said to be gone, and when it said so. */
    public record Taken(RowKey target, Instant at) {}

    public Revocation {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a revocation takes away something: 'targets' holds at least one row");
        }
        targets = List.copyOf(targets);
        calls = List.copyOf(calls);
        taken = List.copyOf(taken);
    }

    public static Revocation started(
            IdentityId identity, List<RowKey> targets, String requestedBy, List<String> calls, Instant at) {
        return new Revocation(
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

    /** The same attempt, one target further; the latest that was said of a target counts. */
    public Revocation with(Taken one) {
        List<Taken> more = new ArrayList<>(taken);
        more.removeIf(known -> known.target().equals(one.target()));
        more.add(one);
        return with(Outcome.STARTED, "", more, Optional.empty(), Optional.empty());
    }

    /** The same attempt, put off until there is room again. */
    public Revocation waiting(String words, Instant until) {
        return with(Outcome.WAITING, words, taken, Optional.of(until), Optional.empty());
    }

    /** The same attempt, with what became of it. */
    public Revocation ended(Outcome result, String words, Instant at) {
        return with(result, words, taken, Optional.empty(), Optional.of(at));
    }

    private Revocation with(
            Outcome result, String words, List<Taken> done, Optional<Instant> again, Optional<Instant> end) {
        return new Revocation(identity, targets, requestedBy, calls, startedAt, result, words, done, again, end);
    }
}
