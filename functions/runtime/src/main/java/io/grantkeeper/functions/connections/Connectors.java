package io.grantkeeper.functions.connections;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.identity.ProviderId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The connectors that there are, by provider. */
public final class Connectors {
    private final SortedMap<ProviderId, Connector> byProvider;

    public Connectors(Collection<? extends Connector> connectors) {
        SortedMap<ProviderId, Connector> all = new TreeMap<>();
        connectors.forEach(connector -> all.put(connector.provider(), connector));
        this.byProvider = Collections.unmodifiableSortedMap(all);
    }

    public Optional<Connector> find(ProviderId provider) {
        return Optional.ofNullable(byProvider.get(provider));
    }

    /** The providers' names, for messages. */
    public List<String> names() {
        return byProvider.keySet().stream().map(ProviderId::value).toList();
    }
}
