package io.grantkeeper.connectors.slack;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Usage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Folds what was seen into one row for each identity, person and UTC day. */
final class UsageFold {
    private final Map<RowKey, Usage> usages = new LinkedHashMap<>();

    void add(IdentityId identity, Knowledge<PersonId> person, Instant at, String call) {
        Usage usage =
                new Usage(identity, person, at.atZone(ZoneOffset.UTC).toLocalDate(), at, new TreeSet<>(Set.of(call)));
        usages.merge(RowKey.usage(usage), usage, Usage::merge);
    }

    List<Observation> observations() {
        return usages.values().stream()
                .map(usage -> (Observation) new UsageObserved(usage))
                .toList();
    }
}
