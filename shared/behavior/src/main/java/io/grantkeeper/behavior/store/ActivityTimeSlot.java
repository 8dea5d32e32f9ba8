package io.grantkeeper.behavior.store;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import java.time.Instant;

/**
 * A time slot in which activities wait until they are compared with profiles. A slot contains the activities of one
 * identity within five minutes. All slots of one identity are in one partition, so that its activities are handled in
 * order.
 *
 * @param subject the id under which the log names the identity; a person's or the log's name if the row names no
 *     identity
 */
public record ActivityTimeSlot(ProviderId provider, ConnectionId connection, String subject, Instant start) {
    private static final long SECONDS = 300;

    /**
     * The maximum length of a subject. A longer subject is truncated, because the length of a key is limited. Subjects
     * that are equal after truncation share their slots.
     */
    private static final int MOST_CHARACTERS = 400;

    /** Returns the time slot of an activity. */
    public static ActivityTimeSlot of(ProviderId provider, ConnectionId connection, Activity activity) {
        long second = Math.floorDiv(activity.at().getEpochSecond(), SECONDS) * SECONDS;
        return new ActivityTimeSlot(provider, connection, subject(activity), Instant.ofEpochSecond(second));
    }

    private static String subject(Activity activity) {
        ActivityParty party = activity.actor().isIdentity() ? activity.actor() : activity.about();
        String subject = party.isKnown() ? party.ids().getFirst() : "unknown";
        return subject.substring(0, Math.min(subject.length(), MOST_CHARACTERS));
    }
}
