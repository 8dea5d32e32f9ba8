package io.grantkeeper.functions.sealledger;

import io.grantkeeper.functions.observe.Metric;
import io.grantkeeper.functions.observe.Metrics;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.decision.SealDecisions;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.log.SigningKeys;
import io.grantkeeper.policy.store.DecisionBatchStore;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** What both functions of this module are built from. */
final class Wiring {
    /** Enough for one more piece of entries, signing and export. */
    private static final Duration RESERVE = Duration.ofSeconds(15);

    private Wiring() {}

    static Function<TenantId, SealLedger.Sealed> seal(BeanRegistry.SupplierContext ports) {
        SealLedger ledger = new SealLedger(
                ports.bean(LogStore.class),
                ports.bean(SigningKeys.class),
                ports.bean(CheckpointExport.class),
                ports.bean(Clock.class));
        RemainingTime time = ports.bean(RemainingTime.class);
        LogStore log = ports.bean(LogStore.class);
        Clock clock = ports.bean(Clock.class);
        return tenant -> {
            lag(log, tenant, clock);
            SealLedger.Sealed sealed = ledger.seal(tenant, () -> time.left().compareTo(RESERVE) > 0);
            Metrics.count(Metric.LEDGER_ENTRIES, sealed.integrated());
            return sealed;
        };
    }

    /** How long the entry that waits longest has waited for its place. */
    private static void lag(LogStore log, TenantId tenant, Clock clock) {
        long seconds = log.pending(tenant, 1).stream()
                .mapToLong(leaf -> Duration.between(EntryJson.read(leaf).at(), clock.instant())
                        .toSeconds())
                .max()
                .orElse(0);
        Metrics.count(Metric.LEDGER_LAG, Math.max(0, seconds));
    }

    /** Decisions first, so that the checkpoint covers their roots. */
    static Consumer<TenantId> sealDecisions(BeanRegistry.SupplierContext ports) {
        SealDecisions decisions = new SealDecisions(
                ports.bean(DecisionBatchStore.class), ports.bean(EntryStore.class), ports.bean(Clock.class));
        RemainingTime time = ports.bean(RemainingTime.class);
        return tenant -> {
            var _ = decisions.seal(tenant, () -> time.left().compareTo(RESERVE.plusSeconds(5)) > 0);
        };
    }
}
