package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.store.testkit.InMemoryAlertDeliveryStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("After a restart")
class UnsentAlertRequeuerTest {
    private static final TenantId TENANT = new TenantId("larkfield");
    private static final Instant NOW = Instant.parse("2026-11-29T09:00:00Z");
    private static final IdentityId ZAPIER =
            new IdentityId(new ConnectionId("google-larkfield"), IdentityKind.OAUTH_CLIENT, "zapier");

    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAlertDeliveryStore deliveries = new InMemoryAlertDeliveryStore(findings);
    private final InMemoryWorkQueue<AlertWork> queue = new InMemoryWorkQueue<>(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void queuesFindingThatNoDeliveryClaimed() {
        open("shadow-ai");

        assertThat(requeued()).containsExactly(ZAPIER);
    }

    @Test
    void queuesDeliveryThatKilledProcessClaimed() {
        open("shadow-ai");
        claim("shadow-ai");

        assertThat(requeued()).containsExactly(ZAPIER);
    }

    @Test
    void queuesWorkOncePerIdentity() {
        open("shadow-ai");
        claim("shadow-ai");
        open("expiring");

        assertThat(requeued()).containsExactly(ZAPIER);
    }

    @Test
    void doesNotQueueFindingsThatWereSent() {
        open("shadow-ai");
        deliveries.recordSent(TENANT, claim("shadow-ai"), NOW, "receipt");

        assertThat(requeued()).isEmpty();
    }

    private void open(String key) {
        assertThat(findings.open(TENANT, ModelSamples.finding(ZAPIER, key, Severity.HIGH), Optional.empty()))
                .isTrue();
    }

    private AlertDelivery claim(String key) {
        AlertDelivery delivery = ModelSamples.send("delivery", ZAPIER, List.of(key), NOW.minusSeconds(300));
        assertThat(deliveries.claim(TENANT, delivery)).isTrue();
        return delivery;
    }

    private List<IdentityId> requeued() {
        new UnsentAlertRequeuer(findings, deliveries, queue).requeue(TENANT, NOW);
        return queue.receive(10).stream().map(AlertWork::identity).toList();
    }
}
