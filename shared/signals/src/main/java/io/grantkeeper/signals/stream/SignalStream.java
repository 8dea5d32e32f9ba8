package io.grantkeeper.signals.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A stream that a receiver has created.
 *
 * @param receiver the receiver's name in the configuration
 * @param pushTo the URL to which tokens are pushed; empty if the receiver polls
 * @param authorization the value of the authorization header that the receiver requires in a push; empty for none
 * @param requested the types of events that the receiver requested
 * @param without the subjects that the receiver excluded, each as the JSON of its identifier
 * @param verifiedAt when the receiver last requested a verification event; empty if never
 */
public record SignalStream(
        String id,
        String receiver,
        List<String> audience,
        Optional<String> pushTo,
        Optional<String> authorization,
        List<String> requested,
        Optional<String> description,
        StreamStatus status,
        Optional<String> reason,
        Set<String> without,
        Optional<Instant> verifiedAt) {
    public SignalStream {
        audience = List.copyOf(audience);
        requested = List.copyOf(requested);
        without = Set.copyOf(without);
    }

    /**
     * Returns the name of the destination for signals that report changes to the stream itself. These signals are
     * delivered regardless of the stream's status.
     */
    public static String selfDestination(String id) {
        return id + "/itself";
    }

    public SignalStream withStatus(StreamStatus newStatus, Optional<String> newReason) {
        return with(newStatus, newReason, without, verifiedAt);
    }

    public SignalStream withVerifiedAt(Instant at) {
        return with(status, reason, without, Optional.of(at));
    }

    public SignalStream without(Set<String> subjects) {
        return with(status, reason, subjects, verifiedAt);
    }

    private SignalStream with(
            StreamStatus newStatus, Optional<String> newReason, Set<String> excluded, Optional<Instant> verified) {
        return new SignalStream(
                id,
                receiver,
                audience,
                pushTo,
                authorization,
                requested,
                description,
                newStatus,
                newReason,
                excluded,
                verified);
    }

    /**
     * Returns this stream with a subject included or excluded.
     *
     * @param subject the JSON of the subject's identifier
     * @param wanted true to include the subject, false to exclude it
     */
    public SignalStream withSubject(String subject, boolean wanted) {
        Set<String> left = new TreeSet<>(without);
        if (wanted) {
            left.remove(subject);
        } else {
            left.add(subject);
        }
        return without(left);
    }
}
