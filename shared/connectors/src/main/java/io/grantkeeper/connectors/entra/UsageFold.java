package io.grantkeeper.connectors.entra;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Usage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Folds uses into one record for each identity and UTC day. */
final class UsageFold {
    private final SortedMap<RowKey, Usage> days = new TreeMap<>();

    /** @param call how it was used, for example {@code sign-in:application} */
    void add(IdentityId identity, Instant at, String call) {
        Usage usage = new Usage(
                identity,
                Knowledge.unknown(),
                at.atZone(ZoneOffset.UTC).toLocalDate(),
                at,
                new TreeSet<>(Set.of(call)));
        days.merge(RowKey.usage(usage), usage, Usage::merge);
    }

    List<Observation> observations() {
        return days.values().stream().<Observation>map(UsageObserved::new).toList();
    }
}
