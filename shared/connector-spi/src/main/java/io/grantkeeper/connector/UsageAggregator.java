package io.grantkeeper.connector;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.UsageObserved;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges usage into one record for each identity, person and UTC day. Merging only forms unions and keeps the latest
 * instants, so the result depends neither on the order of log rows nor on repeated rows.
 */
public final class UsageAggregator {
    private final SortedMap<RowKey, DailyUsage> days = new TreeMap<>();

    /**
     * Adds one use.
     *
     * @param person the person whose grant was used
     * @param calls how the identity was used, such as the API method; empty if the log does not state it
     */
    public void add(IdentityId identity, KnownOrUnknown<PersonId> person, Instant at, Collection<String> calls) {
        DailyUsage usage =
                new DailyUsage(identity, person, at.atZone(ZoneOffset.UTC).toLocalDate(), at, new TreeSet<>(calls));
        days.merge(RowKey.usage(usage), usage, DailyUsage::merge);
    }

    public boolean isEmpty() {
        return days.isEmpty();
    }

    public List<AccessObservation> observations() {
        return days.values().stream().<AccessObservation>map(UsageObserved::new).toList();
    }
}
