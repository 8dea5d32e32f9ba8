package io.grantkeeper.identity.alert;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.finding.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The security team's decisions about alerts.
 *
 * @param releases which findings of first sweeps owners may receive
 * @param reported the connections whose first sweep was reported to the security team
 * @param weeklyAt when the last weekly summary was sent
 * @param version incremented with each write; zero means "not stored yet"
 */
public record AlertControls(
        List<Release> releases,
        List<Mute> mutes,
        List<Snooze> snoozes,
        SortedSet<ConnectionId> reported,
        Optional<Instant> weeklyAt,
        long version) {
    /**
     * The maximum number of releases, the maximum number of mutes, and the maximum number of snoozes. All of them are
     * stored in one item.
     */
    public static final int MAX = 200;

    /**
     * A release of findings of first sweeps. An empty condition covers everything.
     *
     * @param owner the email address of the person who receives the alert
     * @param least the lowest severity that is released
     * @param by who released it
     */
    public record Release(
            String id,
            Optional<ConnectionId> connection,
            Optional<String> product,
            Optional<String> owner,
            Optional<Severity> least,
            String by,
            Instant at) {
        /** Returns whether the release covers an alert. */
        public boolean covers(ConnectionId of, Optional<String> recognized, String recipient, Severity severity) {
            return connection.map(of::equals).orElse(true)
                    && product.map(wanted -> recognized.equals(Optional.of(wanted)))
                            .orElse(true)
                    && owner.map(recipient::equals).orElse(true)
                    && least.map(severity::atLeast).orElse(true);
        }
    }

    /** A mute of a product. Until it ends, only critical alerts about the product are sent. */
    public record Mute(String product, Instant until, String by, Instant at) {}

    /** A snooze of a person's messages. Until it ends, the person receives only critical alerts. */
    public record Snooze(String recipient, Instant until, String by, Instant at) {}

    public AlertControls {
        releases = List.copyOf(releases);
        mutes = List.copyOf(mutes);
        snoozes = List.copyOf(snoozes);
        reported = new TreeSet<>(reported);
    }

    public static AlertControls none() {
        return new AlertControls(List.of(), List.of(), List.of(), new TreeSet<>(), Optional.empty(), 0);
    }

    /** Returns whether a finding of a first sweep was released. */
    public boolean isReleased(ConnectionId of, Optional<String> product, String recipient, Severity severity) {
        return releases.stream().anyMatch(release -> release.covers(of, product, recipient, severity));
    }

    /** Returns the time until which a product is muted, or empty if it is not muted. */
    public Optional<Instant> mutedUntil(Optional<String> product, Instant now) {
        return mutes.stream()
                .filter(mute -> product.equals(Optional.of(mute.product())))
                .map(Mute::until)
                .filter(now::isBefore)
                .findFirst();
    }

    /** Returns the time until which messages to a person are snoozed, or empty if they are not snoozed. */
    public Optional<Instant> snoozedUntil(String recipient, Instant now) {
        return snoozes.stream()
                .filter(snooze -> snooze.recipient().equals(recipient))
                .map(Snooze::until)
                .filter(now::isBefore)
                .findFirst();
    }

    /** Returns a copy of these controls with a release, which replaces any release with the same id. */
    public AlertControls withRelease(Release release) {
        List<Release> all = new ArrayList<>(withoutRelease(release.id()).releases());
        all.add(release);
        return limited(new AlertControls(all, mutes, snoozes, reported, weeklyAt, version));
    }

    public AlertControls withoutRelease(String id) {
        return new AlertControls(
                releases.stream().filter(release -> !release.id().equals(id)).toList(),
                mutes,
                snoozes,
                reported,
                weeklyAt,
                version);
    }

    /**
     * Returns a copy of these controls with a mute, which replaces any earlier mute of the same product. Expired mutes are
     * removed.
     */
    public AlertControls withMute(Mute mute) {
        List<Mute> all = new ArrayList<>(withoutMute(mute.product()).mutes());
        all.removeIf(other -> !other.until().isAfter(mute.at()));
        all.add(mute);
        return limited(new AlertControls(releases, all, snoozes, reported, weeklyAt, version));
    }

    public AlertControls withoutMute(String product) {
        return new AlertControls(
                releases,
                mutes.stream().filter(mute -> !mute.product().equals(product)).toList(),
                snoozes,
                reported,
                weeklyAt,
                version);
    }

    /**
     * Returns a copy of these controls with a snooze, which replaces any earlier snooze of the same person. Expired
     * snoozes are removed.
     */
    public AlertControls withSnooze(Snooze snooze) {
        List<Snooze> all = new ArrayList<>(withoutSnooze(snooze.recipient()).snoozes());
        all.removeIf(other -> !other.until().isAfter(snooze.at()));
        all.add(snooze);
        return limited(new AlertControls(releases, mutes, all, reported, weeklyAt, version));
    }

    public AlertControls withoutSnooze(String recipient) {
        return new AlertControls(
                releases,
                mutes,
                snoozes.stream()
                        .filter(snooze -> !snooze.recipient().equals(recipient))
                        .toList(),
                reported,
                weeklyAt,
                version);
    }

    public AlertControls withReported(ConnectionId connection) {
        SortedSet<ConnectionId> all = new TreeSet<>(reported);
        all.add(connection);
        return new AlertControls(releases, mutes, snoozes, all, weeklyAt, version);
    }

    public AlertControls withWeeklyAt(Instant at) {
        return new AlertControls(releases, mutes, snoozes, reported, Optional.of(at), version);
    }

    public AlertControls withVersion(long newVersion) {
        return new AlertControls(releases, mutes, snoozes, reported, weeklyAt, newVersion);
    }

    private static AlertControls limited(AlertControls controls) {
        if (controls.releases.size() > MAX || controls.mutes.size() > MAX || controls.snoozes.size() > MAX) {
            throw new IllegalArgumentException(
                    "at most %d releases, mutes and snoozes are stored; end some that are no longer needed, or release everything"
                            .formatted(MAX));
        }
        return controls;
    }
}
