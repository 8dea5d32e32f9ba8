package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.finding;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static io.grantkeeper.store.testkit.ModelSamples.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.StorePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link AlertDeliveryStore} must pass. */
@DisplayName("A send store")
public abstract class AlertDeliveryStoreContract {
    private static final IdentityId NOTES = appId("notes");

    private final TenantId tenant = freshTenant();

    protected abstract AlertDeliveryStore store();

    /** Returns the store of the findings that are assigned to deliveries. */
    protected abstract FindingStore findings();

    private void open(String... keys) {
        for (String key : keys) {
            findings().open(tenant, finding(NOTES, key, Severity.HIGH), Optional.empty());
        }
    }

    private Optional<String> sendOf(String key) {
        return findings().openByIdentity(tenant, NOTES).stream()
                .filter(finding -> finding.key().equals(key))
                .findFirst()
                .flatMap(Finding::sendId);
    }

    @Nested
    @DisplayName("when a send is claimed")
    class Claiming {
        @Test
        void assignsClaimedFindingsToTheirDelivery() {
            open("f1", "f2", "f3");
            assertThat(store().claim(tenant, send("s1", NOTES, List.of("f1", "f2"), minute(0))))
                    .isTrue();
            assertThat(sendOf("f1")).contains("s1");
            assertThat(sendOf("f2")).contains("s1");
            assertThat(sendOf("f3")).isEmpty();
        }

        @Test
        void rejectsDuplicateDelivery() {
            open("f1");
            AlertDelivery send = send("s1", NOTES, List.of("f1"), minute(0));
            store().claim(tenant, send);
            assertThat(store().claim(tenant, send)).isFalse();
            assertThat(store().unsent(tenant, NOTES)).hasSize(1);
        }

        @Test
        void rejectsDeliveryIfOneFindingBelongsToAnotherDelivery() {
            open("f1", "f2");
            store().claim(tenant, send("s1", NOTES, List.of("f1"), minute(0)));
            assertThat(store().claim(tenant, send("s2", NOTES, List.of("f1", "f2"), minute(0))))
                    .isFalse();
            assertThat(sendOf("f2")).isEmpty();
            assertThat(store().unsent(tenant, NOTES))
                    .extracting(AlertDelivery::id)
                    .containsExactly("s1");
        }

        @Test
        void rejectsDeliveryWithUnknownFinding() {
            open("f1");
            assertThat(store().claim(tenant, send("s1", NOTES, List.of("f1", "nothing"), minute(0))))
                    .isFalse();
            assertThat(sendOf("f1")).isEmpty();
        }

        @Test
        void claimsMoreFindingsThanFitIntoOneTransaction() {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 230; i++) {
                keys.add("f" + i);
            }
            open(keys.toArray(String[]::new));
            assertThat(store().claim(tenant, send("s1", NOTES, keys, minute(0))))
                    .isTrue();
            assertThat(findings().openByIdentity(tenant, NOTES))
                    .hasSize(230)
                    .allSatisfy(finding -> assertThat(finding.sendId()).contains("s1"));
            assertThat(store().claim(tenant, send("s2", NOTES, List.of("f229"), minute(0))))
                    .isFalse();
        }

        @Test
        void acceptsOnlyOneOfManyConcurrentClaims() throws Exception {
            open("f1", "f2");
            List<Callable<Boolean>> claims = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                AlertDelivery send = send("s" + i, NOTES, List.of("f1", "f2"), minute(0));
                claims.add(() -> store().claim(tenant, send));
            }
            int won = 0;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Boolean> claim : threads.invokeAll(claims)) {
                    won += claim.get() ? 1 : 0;
                }
            }
            assertThat(won).isEqualTo(1);
            assertThat(store().unsent(tenant, NOTES)).hasSize(1);
            assertThat(sendOf("f1")).isEqualTo(sendOf("f2")).isPresent();
        }
    }

    @Nested
    @DisplayName("after a claim")
    class AfterAClaim {
        private final AlertDelivery send = send("s1", NOTES, List.of("f1"), minute(0));

        @Test
        void returnsClaimedDeliveryUnchangedUntilSent() {
            open("f1");
            store().claim(tenant, send);
            assertThat(store().unsent(tenant, NOTES)).containsExactly(send);
            store().recordSent(tenant, send, minute(1), "receipt-1");
            assertThat(store().unsent(tenant, NOTES)).isEmpty();
            assertThat(store().recent(tenant, 9, Optional.empty()).items())
                    .containsExactly(send.withSent(minute(1), "receipt-1"));
        }

        @Test
        void keepsFirstReceipt() {
            open("f1");
            store().claim(tenant, send);
            store().recordSent(tenant, send, minute(1), "receipt-1");
            store().recordSent(tenant, send, minute(2), "receipt-2");
            assertThat(store().recent(tenant, 9, Optional.empty()).items())
                    .containsExactly(send.withSent(minute(1), "receipt-1"));
        }

        @Test
        void allowsOneTakeoverAfterLeaseExpires() {
            open("f1");
            store().claim(tenant, send);
            assertThat(store().takeOver(tenant, send, send.leaseUntil().minusSeconds(1), minute(9)))
                    .isFalse();
            assertThat(store().takeOver(tenant, send, send.leaseUntil(), minute(9)))
                    .isTrue();
            assertThat(store().takeOver(tenant, send, send.leaseUntil(), minute(9)))
                    .isFalse();
            assertThat(store().unsent(tenant, NOTES)).containsExactly(send.withLease(minute(9)));
        }

        @Test
        void rejectsTakeoverOfCompletedOrUnknownDelivery() {
            open("f1");
            assertThat(store().takeOver(tenant, send, minute(5), minute(9))).isFalse();
            store().claim(tenant, send);
            store().recordSent(tenant, send, minute(1), "receipt-1");
            assertThat(store().takeOver(tenant, send, minute(5), minute(9))).isFalse();
        }
    }

    @Test
    void listsRecentDeliveriesNewestFirst() {
        open("f0", "f1", "f2", "f3", "f4");
        for (int i = 0; i < 5; i++) {
            store().claim(tenant, send("s" + i, NOTES, List.of("f" + i), minute(i)));
        }
        assertThat(StorePage.readAll(from -> store().recent(tenant, 2, from)))
                .extracting(AlertDelivery::id)
                .containsExactly("s4", "s3", "s2", "s1", "s0");
        assertThat(store().recent(freshTenant(), 9, Optional.empty()).items()).isEmpty();
        assertThat(store().unsent(freshTenant(), NOTES)).isEmpty();
    }
}
