package io.grantkeeper.functions.sealledger;

import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.functions.observability.MetricName;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.decision.SealDecisions;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.witness.CosignatureCollector;
import io.grantkeeper.ledger.witness.Witnesses;
import io.grantkeeper.policy.store.DecisionBatchStore;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Builds the objects that both functions of this module share. */
final class SealLedgerFactory {
    /** The time to reserve for one more batch of entries, the signature, the witnesses and the export. */
    private static final Duration RESERVE = Duration.ofSeconds(20);

    private SealLedgerFactory() {}

    static Function<TenantId, SealLedger.Sealed> seal(BeanRegistry.SupplierContext ports) {
        SealLedger ledger = new SealLedger(
                ports.bean(LogStore.class),
                ports.bean(LogSigningKeys.class),
                ports.bean(CheckpointExport.class),
                new CosignatureCollector(ports.bean(Witnesses.class), ports.bean(Clock.class)),
                ports.bean(Clock.class));
        WitnessAnswerReporter reporter = new WitnessAnswerReporter();
        RemainingTime time = ports.bean(RemainingTime.class);
        LogStore log = ports.bean(LogStore.class);
        Clock clock = ports.bean(Clock.class);
        return tenant -> {
            measureLag(log, tenant, clock);
            SealLedger.Sealed sealed = ledger.seal(tenant, () -> time.left().compareTo(RESERVE) > 0);
            EmbeddedMetrics.count(MetricName.LEDGER_ENTRIES, sealed.integrated());
            sealed.witnesses().forEach(answered -> reporter.report(tenant, answered));
            return sealed;
        };
    }

    /** Measures how long the oldest pending entry has waited to be integrated. */
    private static void measureLag(LogStore log, TenantId tenant, Clock clock) {
        long seconds = log.pending(tenant, 1).stream()
                .mapToLong(leaf -> Duration.between(LedgerEntryJson.read(leaf).at(), clock.instant())
                        .toSeconds())
                .max()
                .orElse(0);
        EmbeddedMetrics.count(MetricName.LEDGER_LAG, Math.max(0, seconds));
    }

    /**
     * Returns an action that seals a tenant's decisions. It must run before the ledger is sealed, so that the
     * checkpoint covers the decisions' root hashes.
     */
    static Consumer<TenantId> sealDecisions(BeanRegistry.SupplierContext ports) {
        SealDecisions decisions = new SealDecisions(
                ports.bean(DecisionBatchStore.class), ports.bean(PendingEntryStore.class), ports.bean(Clock.class));
        RemainingTime time = ports.bean(RemainingTime.class);
        return tenant -> {
            var _ = decisions.seal(tenant, () -> time.left().compareTo(RESERVE.plusSeconds(5)) > 0);
        };
    }
}
