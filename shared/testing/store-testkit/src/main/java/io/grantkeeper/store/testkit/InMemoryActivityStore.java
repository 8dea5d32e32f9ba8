package io.grantkeeper.store.testkit;

import io.grantkeeper.behavior.store.ActivityJson;
import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.behavior.store.ActivityTimeSlot;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An {@code ActivityStore} that stores its data in memory. */
public final class InMemoryActivityStore implements ActivityStore {
    private final TenantRows<ActivityTimeSlot, Set<String>> slots = new TenantRows<>();

    @Override
    public synchronized int add(
            TenantId tenant,
            ProviderId provider,
            ConnectionId connection,
            Collection<Activity> activities,
            Instant now) {
        for (Activity activity : activities) {
            ActivityTimeSlot slot = ActivityTimeSlot.of(provider, connection, activity);
            Set<String> stored = slots.find(tenant, slot).orElseGet(TreeSet::new);
            stored.add(ActivityJson.write(activity));
            slots.put(tenant, slot, stored);
        }
        return 0;
    }

    /** Returns the activities of a slot. */
    synchronized List<Activity> stored(TenantId tenant, ActivityTimeSlot slot) {
        return slots.find(tenant, slot).orElseGet(TreeSet::new).stream()
                .map(ActivityJson::read)
                .toList();
    }

    /** Returns all activities of a tenant in chronological order. */
    public synchronized List<Activity> all(TenantId tenant) {
        List<Activity> all = new ArrayList<>();
        slots.all(tenant, Comparator.comparingInt(Set::size))
                .forEach(texts -> texts.forEach(text -> all.add(ActivityJson.read(text))));
        all.sort(Comparator.comparing(Activity::at).thenComparing(Activity::eventId));
        return all;
    }
}
