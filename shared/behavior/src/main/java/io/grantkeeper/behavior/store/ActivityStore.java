package io.grantkeeper.behavior.store;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.Collection;

/**
 * Stores activities until they are compared with profiles. The activities of a time slot form a set: an activity that
 * is read again, by any worker, adds nothing and causes no event in the table's stream.
 */
public interface ActivityStore {
    /**
     * Adds activities.
     *
     * @param now the time of the read; activities expire some days later
     * @return the number of activities that were not stored, because their time slot is full
     */
    int add(
            TenantId tenant,
            ProviderId provider,
            ConnectionId connection,
            Collection<Activity> activities,
            Instant now);
}
