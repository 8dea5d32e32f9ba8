package io.grantkeeper.connector.activity;

import java.time.Instant;
import java.util.List;

/**
 * One action of an identity, as a provider's log shows it. An activity is evidence; it never changes the inventory. An
 * empty string means that the row does not contain the value.
 *
 * @param eventId the vendor's id of the row, which shows whether a row was already read
 * @param actor who acted: an identity, a person, or the vendor itself
 * @param about the identity that the row is about: the actor if it is not a person; otherwise, the app or key that the
 *     person used or changed
 * @param person the person who acted or for whom the identity acted
 * @param credential the key or token that was used
 * @param operation the vendor's name of the event or call
 * @param activityClass what the operation does, in terms that apply to every provider
 * @param resource the object of the operation
 * @param place where the request came from
 * @param client the user agent as reported
 * @param size the number of bytes or objects that the row reports
 * @param effects the changes that the row reports, if detection needs them
 */
public record Activity(
        String eventId,
        Instant at,
        ActivityParty actor,
        ActivityParty about,
        ActivityPerson person,
        String credential,
        String operation,
        ActivityClass activityClass,
        String resource,
        ActivityPlace place,
        String client,
        ActivityOutcome outcome,
        long size,
        List<ActivityEffect> effects) {
    public Activity {
        effects = List.copyOf(effects);
    }

    /** Returns whether an identity used its access, as opposed to a person or the vendor acting on the identity. */
    public boolean isUse() {
        return actor.isIdentity();
    }
}
