package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.RecentAlerts;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.WithheldAlertStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@code WithheldAlertStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemoryWithheldAlertStore implements WithheldAlertStore {
    private final Map<TenantId, SortedMap<String, WithheldAlert>> alerts = new HashMap<>();
    private final TenantRows<String, RecentAlerts> paces = new TenantRows<>();
    private final Map<TenantId, AlertControls> controls = new HashMap<>();

    @Override
    public synchronized void withhold(TenantId tenant, WithheldAlert alert) {
        of(tenant).merge(alert.key(), alert, (earlier, later) -> later.since(earlier.since()));
    }

    @Override
    public synchronized void remove(TenantId tenant, String key) {
        of(tenant).remove(key);
    }

    @Override
    public synchronized List<WithheldAlert> all(TenantId tenant) {
        return List.copyOf(of(tenant).values());
    }

    @Override
    public synchronized List<WithheldAlert> to(TenantId tenant, String recipient) {
        return of(tenant).values().stream()
                .filter(alert -> alert.recipient().equals(recipient))
                .toList();
    }

    @Override
    public synchronized RecentAlerts pace(TenantId tenant, String recipient) {
        return paces.find(tenant, recipient).orElseGet(() -> RecentAlerts.none(recipient));
    }

    @Override
    public synchronized RecentAlerts savePace(TenantId tenant, RecentAlerts pace) {
        if (pace(tenant, pace.recipient()).version() != pace.version()) {
            throw new ConcurrentWriteException("the sending rate of a recipient");
        }
        RecentAlerts next = pace.withVersion(pace.version() + 1);
        paces.put(tenant, pace.recipient(), next);
        return next;
    }

    @Override
    public synchronized AlertControls controls(TenantId tenant) {
        return Optional.ofNullable(controls.get(tenant)).orElseGet(AlertControls::none);
    }

    @Override
    public synchronized AlertControls saveControls(TenantId tenant, AlertControls changed) {
        if (controls(tenant).version() != changed.version()) {
            throw new ConcurrentWriteException("the decisions about alerts");
        }
        AlertControls next = changed.withVersion(changed.version() + 1);
        controls.put(tenant, next);
        return next;
    }

    private SortedMap<String, WithheldAlert> of(TenantId tenant) {
        return alerts.computeIfAbsent(tenant, _ -> new TreeMap<>());
    }
}
