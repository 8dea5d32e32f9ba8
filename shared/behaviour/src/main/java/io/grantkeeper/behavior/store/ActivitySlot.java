package io.grantkeeper.behavior.store;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import java.time.Instant;

/**
 * Where an activity waits until it is compared with profiles: with the other activities of one identity within five
 * minutes. All of one identity's slots are in one partition, so that its activities are handled one after the other.
 *
 * @param subject the id under which the log names the identity; a person's or the log's name if the row names no identity
 */
public record ActivitySlot(ProviderId provider, ConnectionId connection, String subject, Instant start) {
    private static final long SECONDS = 300;

    /** Returns the slot of an activity. */
    public static ActivitySlot of(ProviderId provider, ConnectionId connection, Activity activity) {
        long second = Math.floorDiv(activity.at().getEpochSecond(), SECONDS) * SECONDS;
        return new ActivitySlot(provider, connection, subject(activity), Instant.ofEpochSecond(second));
    }

    private static String subject(Activity activity) {
        ActivityParty party = activity.actor().isIdentity() ? activity.actor() : activity.about();
        return party.isKnown() ? party.ids().getFirst() : "unknown";
    }
}
