package io.grantkeeper.identity.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The messages that one person recently received, which determine whether more may be sent.
 *
 * @param recipient the person's email address
 * @param recent the messages of the last hour, oldest first
 * @param batch the message about several identities that is being sent
 * @param version incremented with each write; zero means "not stored yet"
 */
public record RecentAlerts(String recipient, List<Sent> recent, Optional<AlertBatch> batch, long version) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** A message that was sent immediately, or is about to be. */
    public record Sent(String key, Instant at) {}

    public RecentAlerts {
        recent = List.copyOf(recent);
    }

    public static RecentAlerts none(String recipient) {
        return new RecentAlerts(recipient, List.of(), Optional.empty(), 0);
    }

    /**
     * Returns whether a message may be sent now: it was already counted, or fewer than {@code perHour} messages were
     * sent within the past hour.
     */
    public boolean allows(String key, int perHour, Instant now) {
        return recent.stream().anyMatch(sent -> sent.key().equals(key))
                || withinHour(now).size() < perHour;
    }

    /** Returns a copy of this record in which a message counts toward the current hour. */
    public RecentAlerts withSent(String key, Instant now) {
        List<Sent> kept = new ArrayList<>(withinHour(now));
        if (kept.stream().noneMatch(sent -> sent.key().equals(key))) {
            kept.add(new Sent(key, now));
        }
        return new RecentAlerts(recipient, kept, batch, version);
    }

    public RecentAlerts withBatch(Optional<AlertBatch> newBatch) {
        return new RecentAlerts(recipient, recent, newBatch, version);
    }

    public RecentAlerts withVersion(long newVersion) {
        return new RecentAlerts(recipient, recent, batch, newVersion);
    }

    private List<Sent> withinHour(Instant now) {
        return recent.stream().filter(sent -> sent.at().plus(HOUR).isAfter(now)).toList();
    }
}
