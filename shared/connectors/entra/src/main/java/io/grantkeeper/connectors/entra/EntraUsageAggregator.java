package io.grantkeeper.connectors.entra;

import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.RowKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Merges usage into one record for each identity and UTC day. */
final class EntraUsageAggregator {
    private final SortedMap<RowKey, DailyUsage> days = new TreeMap<>();

    /** @param call how the identity was used, for example {@code sign-in:application} */
    void add(IdentityId identity, Instant at, String call) {
        DailyUsage usage = new DailyUsage(
                identity,
                Knowledge.unknown(),
                at.atZone(ZoneOffset.UTC).toLocalDate(),
                at,
                new TreeSet<>(Set.of(call)));
        days.merge(RowKey.usage(usage), usage, DailyUsage::merge);
    }

    List<Observation> observations() {
        return days.values().stream().<Observation>map(UsageObserved::new).toList();
    }
}
