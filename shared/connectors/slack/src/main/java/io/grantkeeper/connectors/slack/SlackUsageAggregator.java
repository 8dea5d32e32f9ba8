package io.grantkeeper.connectors.slack;

import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Merges usage into one row for each identity, person and UTC day. */
final class SlackUsageAggregator {
    private final Map<RowKey, DailyUsage> usages = new LinkedHashMap<>();

    void add(IdentityId identity, Knowledge<PersonId> person, Instant at, String call) {
        DailyUsage usage = new DailyUsage(
                identity, person, at.atZone(ZoneOffset.UTC).toLocalDate(), at, new TreeSet<>(Set.of(call)));
        usages.merge(RowKey.usage(usage), usage, DailyUsage::merge);
    }

    List<Observation> observations() {
        return usages.values().stream()
                .map(usage -> (Observation) new UsageObserved(usage))
                .toList();
    }
}
