package io.grantkeeper.identity.question;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One person whom a question was put to.
 *
 * @param email lower case: by it a person is told from another
 * @param why why they are asked, one clause each: "you installed it"
 * @param channel through which they are told; empty while nobody knows
 * @param address in the channel
 * @param plannedAt when it was decided to ask them
 * @param toldAt when a channel took the message; empty while none has
 * @param remindedAt when they were reminded
 * @param passedAt when they said that it is not theirs, or could not be reached
 */
public record Asked(
        String name,
        String email,
        AskedAs as,
        List<String> why,
        Optional<String> channel,
        Optional<String> address,
        Instant plannedAt,
        Optional<Instant> toldAt,
        Optional<Instant> remindedAt,
        Optional<Instant> passedAt) {
    public Asked {
        why = List.copyOf(why);
    }

    public static Asked planned(String name, String email, AskedAs as, List<String> why, Instant at) {
        return new Asked(
                name,
                email,
                as,
                why,
                Optional.empty(),
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same person, who is told through this channel. */
    public Asked through(String newChannel, String newAddress) {
        return new Asked(
                name,
                email,
                as,
                why,
                Optional.of(newChannel),
                Optional.of(newAddress),
                plannedAt,
                toldAt,
                remindedAt,
                passedAt);
    }

    public Asked told(Instant at) {
        return new Asked(
                name,
                email,
                as,
                why,
                channel,
                address,
                plannedAt,
                toldAt.or(() -> Optional.of(at)),
                remindedAt,
                passedAt);
    }

    public Asked reminded(Instant at) {
        return new Asked(name, email, as, why, channel, address, plannedAt, toldAt, Optional.of(at), passedAt);
    }

    public Asked passed(Instant at) {
        return new Asked(
                name,
                email,
                as,
                why,
                channel,
                address,
                plannedAt,
                toldAt,
                remindedAt,
                passedAt.or(() -> Optional.of(at)));
    }

    /** Whether the question still waits for them. */
    public boolean isWaitedFor() {
        return passedAt.isEmpty();
    }
}
