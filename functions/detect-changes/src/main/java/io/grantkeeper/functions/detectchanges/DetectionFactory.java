package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.detection.Detector;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.paths.ZoneConfig;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.BeanRegistry;

/** Builds the objects that both functions of this module share. */
final class DetectionFactory {
    private DetectionFactory() {}

    static DetectChanges detectChanges(BeanRegistry.SupplierContext ports) {
        DetectionConfig config = ports.beanProvider(DetectionConfig.class).getIfAvailable(() -> readConfig(ports));
        return new DetectChanges(
                ports.bean(AccessStore.class),
                ports.bean(IdentityAliasStore.class),
                ports.bean(InventoryChangeRecorder.class),
                ports.bean(FindingStore.class),
                ports.bean(ApprovalOfRecordStore.class),
                ports.bean(WorkQueueTypes.ALERT_QUEUE),
                Detector.standard(config.approvals(), config.settings()),
                config.grouping(),
                ports.bean(PathFactStore.class),
                config.pathSettings(tags(ports)),
                config.handOver(),
                ports.bean(Clock.class));
    }

    private static Map<String, List<String>> tags(BeanRegistry.SupplierContext ports) {
        ConnectionsConfig connections =
                ports.beanProvider(ConnectionsConfig.class).getIfAvailable();
        return connections == null
                ? Map.of()
                : connections.decisions().map(ZoneConfig::tags).orElse(Map.of());
    }

    private static DetectionConfig readConfig(BeanRegistry.SupplierContext ports) {
        return ports.bean(ConnectionsConfig.class)
                .detection()
                .map(DetectionConfig::parse)
                .orElseGet(DetectionConfig::standard);
    }
}
