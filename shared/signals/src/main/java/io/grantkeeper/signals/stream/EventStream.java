package io.grantkeeper.signals.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A stream that a receiver has set up.
 *
 * @param receiver whose it is, as the configuration calls it
 * @param pushTo where tokens are pushed to; empty where the receiver polls
 * @param authorization what the receiver wants to see in the header of a push; empty for nothing
 * @param requested events that it asked for
 * @param without subjects it does not want to hear of, each as its identifier's JSON
 * @param verifiedAt when it last asked for a verification event
 */
public record EventStream(
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
    public EventStream {
        audience = List.copyOf(audience);
        requested = List.copyOf(requested);
        without = Set.copyOf(without);
    }

    /** Where signals about a stream itself wait: they are delivered whatever the stream's status. */
    public static String aboutItself(String id) {
        return id + "/itself";
    }

    public EventStream with(StreamStatus newStatus, Optional<String> newReason) {
        return new EventStream(
                id,
                receiver,
                audience,
                pushTo,
                authorization,
                requested,
                description,
                newStatus,
                newReason,
                without,
                verifiedAt);
    }

    public EventStream verified(Instant at) {
        return new EventStream(
                id,
                receiver,
                audience,
                pushTo,
                authorization,
                requested,
                description,
                status,
                reason,
                without,
                Optional.of(at));
    }

    public EventStream without(Set<String> subjects) {
        return new EventStream(
                id,
                receiver,
                audience,
                pushTo,
                authorization,
                requested,
                description,
                status,
                reason,
                subjects,
                verifiedAt);
    }

    /** With a subject left out, or in again. */
    public EventStream withSubject(String subject, boolean wanted) {
        Set<String> left = new TreeSet<>(without);
        if (wanted) {
            left.remove(subject);
        } else {
            left.add(subject);
        }
        return without(left);
    }
}
