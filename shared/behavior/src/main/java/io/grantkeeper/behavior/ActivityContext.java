package io.grantkeeper.behavior;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityEffect.AccessGranted;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One activity with everything that is known about the identities and people that it names, and the signals found so
 * far.
 */
final class ActivityContext {
    private final ConnectionBehaviorState state;
    private final Activity activity;
    private final Place place;
    private final @Nullable TrackedIdentity acting;
    private final @Nullable TrackedIdentity about;
    private final String subject;
    private final long second;
    private final @Nullable TrackedPerson person;
    private final String personKey;
    private final List<BehaviorSignal> signals = new ArrayList<>(1);
    private final List<TrackedIdentity> targets = new ArrayList<>(1);
    private final Set<RecentEvidence.Family> added = EnumSet.noneOf(RecentEvidence.Family.class);
    private boolean placeNew;

    ActivityContext(
            ConnectionBehaviorState state,
            Activity activity,
            Place place,
            @Nullable TrackedIdentity acting,
            @Nullable TrackedIdentity about,
            String subject,
            long second) {
        this.state = state;
        this.activity = activity;
        this.place = place;
        this.acting = acting;
        this.about = about;
        this.subject = subject;
        this.second = second;
        this.person = state.person(activity.person());
        this.personKey = state.personKey(activity.person());
    }

    ConnectionBehaviorState state() {
        return state;
    }

    Activity activity() {
        return activity;
    }

    Place place() {
        return place;
    }

    @Nullable
    TrackedIdentity acting() {
        return acting;
    }

    @Nullable
    TrackedIdentity about() {
        return about;
    }

    String subject() {
        return subject;
    }

    long second() {
        return second;
    }

    int day() {
        return (int) Math.floorDiv(second, 86_400L);
    }

    @Nullable
    TrackedPerson person() {
        return person;
    }

    String personKey() {
        return personKey;
    }

    List<BehaviorSignal> signals() {
        return signals;
    }

    List<TrackedIdentity> targets() {
        return targets;
    }

    /** Returns whether the activity is a person's own consent, in which the app appears as the actor. */
    boolean isConsent() {
        return acting != null
                && person != null
                && activity.effects().stream().anyMatch(AccessGranted.class::isInstance)
                && activity.activityClass().equals(ActivityClass.SESSION);
    }

    /** Returns the kinds of evidence that this activity adds. */
    Set<RecentEvidence.Family> added() {
        return added;
    }

    boolean isPlaceNew() {
        return placeNew;
    }

    void placeIsNew() {
        placeNew = true;
    }

    /** Adds a signal unless one of the same type was reported for this identity within a day. */
    void report(@Nullable TrackedIdentity identity, @Nullable BehaviorSignal signal) {
        if (signal == null) {
            return;
        }
        BehaviorSignal stated = identity == null ? signal : withHistory(identity, identity.answered(signal, second));
        if (identity == null || identity.report(stated.type() + " " + stated.severity(), second)) {
            signals.add(stated);
        }
    }

    /**
     * Returns the signal. During the identity's learning period, the signal's sentence also states how little is known
     * about the identity.
     */
    private BehaviorSignal withHistory(TrackedIdentity identity, BehaviorSignal signal) {
        Profile profile = identity.profile;
        if (profile.isEmpty() || profile.isMature(day())) {
            return signal;
        }
        int days = profile.age(day());
        return new BehaviorSignal(
                signal.type(),
                signal.severity(),
                signal.technique(),
                "%s Grantkeeper has known it for %s (%s)."
                        .formatted(
                                signal.sentence(),
                                switch (days) {
                                    case 0 -> "less than a day";
                                    case 1 -> "one day";
                                    default -> days + " days";
                                },
                                profile.total() == 1 ? "one activity" : profile.total() + " activities"));
    }
}
