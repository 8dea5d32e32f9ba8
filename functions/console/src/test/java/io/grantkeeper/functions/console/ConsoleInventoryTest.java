package io.grantkeeper.functions.console;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.batch;
import static io.grantkeeper.store.testkit.ModelSamples.finding;
import static io.grantkeeper.store.testkit.ModelSamples.person;
import static io.grantkeeper.store.testkit.ModelSamples.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConsoleInventoryTest {
    private static final TenantId TENANT = new TenantId("acme");

    private final ManualClock clock = new ManualClock(NOON);
    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    private final List<Integer> summariesRead = new ArrayList<>();
    private final List<Integer> findingsRead = new ArrayList<>();
    private volatile boolean failing;
    private volatile CountDownLatch blocked = new CountDownLatch(0);
    private final ConsoleInventory inventory = new ConsoleInventory(stores(), Duration.ofMinutes(1));

    private ConsoleStores stores() {
        return new ConsoleStores(
                TENANT,
                List.of(Connection.of(TENANT, ModelSamples.ACME, ModelSamples.GOOGLE, Map.of(), Map.of())),
                ConnectorRegistry.standard(),
                watched(AccessStore.class, access),
                watched(FindingStore.class, findings),
                new InMemoryQuestionStore(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                clock);
    }

    /**
     * Returns a store that counts the reads of its content, and that waits for {@link #blocked} before it lists
     * entries.
     */
    private <T> T watched(Class<T> port, T store) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    switch (method.getName()) {
                        case "summaries" -> summariesRead.add(((Collection<?>) arguments[1]).size());
                        case "findings" -> findingsRead.add(((Collection<?>) arguments[1]).size());
                        case "summaryEntries" -> {
                            blocked.await();
                            if (failing) throw new IllegalStateException("the table is not available");
                        }
                        default -> {}
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void save(String name, Severity severity, Instant changedAt, long version) {
        access.saveSummary(
                TENANT,
                summary(appId(name), IdentityStatus.ACTIVE, severity, Optional.of(DANA))
                        .withApproval(Optional.empty(), changedAt)
                        .withVersion(version));
    }

    private Severity severityOf(String name) {
        return inventory.snapshot().identity(appId(name)).orElseThrow().severity();
    }

    private static int sum(List<Integer> counts) {
        int sum = counts.stream().mapToInt(Integer::intValue).sum();
        counts.clear();
        return sum;
    }

    @Test
    void readsOnlyChangedData() {
        for (int i = 0; i < 40; i++) {
            save("app-" + i, Severity.LOW, NOON.minus(Duration.ofDays(i + 1)), 0);
        }
        assertThat(inventory.snapshot().identities()).hasSize(40);
        assertThat(sum(summariesRead)).isEqualTo(40);

        clock.advance(Duration.ofMinutes(10));
        save("app-7", Severity.HIGH, clock.instant(), 1);
        save("app-new", Severity.LOW, clock.instant(), 0);
        assertThat(severityOf("app-7")).isEqualTo(Severity.HIGH);
        assertThat(inventory.snapshot().identities())
                .hasSize(41)
                .first()
                .extracting(IdentitySummary::id)
                .isEqualTo(appId("app-7"));
        assertThat(sum(summariesRead)).isEqualTo(2);
    }

    @Test
    void showsNameOfOwnerWhoseAccountHasOnlyLogin() {
        access.apply(
                TENANT,
                batch(
                        NOON,
                        new AccessObservation.PersonObserved(Person.of(
                                DANA, "danacole", KnownOrUnknown.known("dana@acme.example"), EmploymentStatus.ACTIVE)),
                        new AccessObservation.PersonObserved(Person.of(
                                new PersonId(new ConnectionId("google-acme"), "1"),
                                "Dana Cole",
                                KnownOrUnknown.known("dana@acme.example"),
                                EmploymentStatus.ACTIVE))));
        save("notes", Severity.LOW, NOON, 0);
        var _ = inventory.snapshot();
        assertThat(inventory.name(DANA)).isEqualTo("Dana Cole");
    }

    @Test
    void searchesByCurrentOwnerName() {
        access.apply(TENANT, batch(NOON, new AccessObservation.PersonObserved(person(DANA))));
        save("notes", Severity.LOW, NOON, 0);
        assertThat(text("notes"))
                .contains(ListedIdentity.searchable(person(DANA).displayName().text()));

        clock.advance(Duration.ofHours(2));
        access.apply(
                TENANT,
                batch(
                        clock.instant(),
                        new AccessObservation.PersonObserved(Person.of(
                                DANA,
                                "Dana MILLER",
                                KnownOrUnknown.known("dana@acme.example"),
                                EmploymentStatus.ACTIVE))));
        assertThat(text("notes")).endsWith("dana miller");
    }

    private String text(String name) {
        return inventory.snapshot().listed(appId(name)).orElseThrow().text();
    }

    @Test
    void recomputesSearchTextOnlyForChangedIdentities() {
        save("notes", Severity.LOW, NOON.minus(Duration.ofDays(1)), 0);
        save("mail", Severity.LOW, NOON.minus(Duration.ofDays(1)), 0);
        ListedIdentity notes = inventory.snapshot().listed(appId("notes")).orElseThrow();

        clock.advance(Duration.ofMinutes(10));
        save("mail", Severity.HIGH, clock.instant(), 1);
        assertThat(severityOf("mail")).isEqualTo(Severity.HIGH);
        assertThat(inventory.snapshot().listed(appId("notes")).orElseThrow()).isSameAs(notes);
    }

    @Test
    void detectsFurtherChangeWithinSameMinute() {
        save("notes", Severity.LOW, NOON, 0);
        assertThat(severityOf("notes")).isEqualTo(Severity.LOW);
        save("notes", Severity.LOW, NOON.plusSeconds(30), 1);
        access.saveSummary(
                TENANT,
                summary(appId("notes"), IdentityStatus.SUSPENDED, Severity.LOW, Optional.of(DANA))
                        .withApproval(Optional.empty(), NOON.plusSeconds(40))
                        .withVersion(2));
        clock.advance(Duration.ofMinutes(1));
        assertThat(inventory.snapshot().identity(appId("notes")).orElseThrow().status())
                .isEqualTo(IdentityStatus.SUSPENDED);
    }

    @Test
    void findsChangeWithinAnHourEvenIfItWasStoredLate() {
        save("notes", Severity.LOW, NOON.minus(Duration.ofDays(9)), 0);
        assertThat(severityOf("notes")).isEqualTo(Severity.LOW);
        save("notes", Severity.HIGH, NOON.minus(Duration.ofDays(3)), 1);
        clock.advance(Duration.ofMinutes(59));
        assertThat(severityOf("notes")).as("its moment is too long ago").isEqualTo(Severity.LOW);
        clock.advance(Duration.ofMinutes(2));
        assertThat(severityOf("notes")).isEqualTo(Severity.HIGH);
    }

    @Test
    void readsOnlyNewFindingsAndForgetsClosedOnes() {
        save("notes", Severity.HIGH, NOON, 0);
        findings.open(TENANT, finding(appId("notes"), "f1", Severity.HIGH), Optional.of(DANA));
        findings.open(TENANT, finding(appId("notes"), "f2", Severity.LOW), Optional.of(DANA));
        assertThat(inventory.snapshot().findingsOf(appId("notes"))).isEqualTo(2);
        assertThat(sum(findingsRead)).isEqualTo(2);

        findings.close(TENANT, appId("notes"), "f2", NOON);
        findings.open(TENANT, finding(appId("notes"), "f3", Severity.MEDIUM), Optional.of(DANA));
        clock.advance(Duration.ofMinutes(1));
        assertThat(inventory.snapshot().findings())
                .extracting(entry -> entry.finding().key())
                .containsExactly("f1", "f3");
        assertThat(sum(findingsRead)).isEqualTo(1);
    }

    @Test
    void showsOwnersOfFindings() {
        access.apply(TENANT, batch(NOON, new AccessObservation.PersonObserved(person(DANA))));
        save("notes", Severity.HIGH, NOON, 0);
        findings.open(TENANT, finding(appId("notes"), "f1", Severity.HIGH), Optional.of(DANA));
        assertThat(inventory.snapshot().findings().getFirst().owner())
                .contains(person(DANA).displayName().text());
    }

    @Test
    void answersFromMemoryWhileManyIdentitiesAreUpdated() {
        for (int i = 0; i < ConsoleInventory.MANY; i++) {
            save("app-" + i, Severity.LOW, NOON.minus(Duration.ofDays(1)), 0);
        }
        InventorySnapshot first = inventory.snapshot();
        save("app-7", Severity.HIGH, NOON.plusSeconds(20), 1);
        clock.advance(Duration.ofSeconds(30));
        blocked = new CountDownLatch(1);
        assertThat(inventory.snapshot()).isSameAs(first);
        assertThat(severityOf("app-7")).isEqualTo(Severity.LOW);
        blocked.countDown();

        clock.advance(ConsoleInventory.USABLE);
        assertThat(severityOf("app-7"))
                .as("data that is too old is never shown")
                .isEqualTo(Severity.HIGH);
    }

    private static InventorySnapshot whenRead(ConsoleInventory inventory) {
        while (true) {
            try {
                return inventory.snapshot();
            } catch (ApiProblemException _) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @Timeout(300)
    void reportsProgressOfFirstUpdateThenAnswersFromIt() {
        for (int i = 0; i < 30; i++) {
            save("app-" + i, Severity.LOW, NOON.minus(Duration.ofDays(1)), 0);
        }
        ConsoleInventory hurried = new ConsoleInventory(stores(), Duration.ZERO);
        blocked = new CountDownLatch(1);
        assertThatThrownBy(hurried::snapshot).isInstanceOfSatisfying(ApiProblemException.class, thrown -> {
            assertThat(thrown.problem().type()).isEqualTo(ProblemDetails.Type.STARTING);
            assertThat(thrown.problem().retryAfter()).contains(1L);
            assertThat(thrown.problem().progress()).contains(new ProblemDetails.Progress(0, 0));
        });
        blocked.countDown();
        assertThat(whenRead(hurried).identities()).hasSize(30);
        assertThat(sum(summariesRead)).as("one update for all requests").isEqualTo(30);
    }

    @Test
    void retriesFirstUpdateAfterFailure() {
        save("notes", Severity.LOW, NOON, 0);
        failing = true;
        assertThatThrownBy(inventory::snapshot).isInstanceOf(IllegalStateException.class);
        failing = false;
        assertThat(inventory.snapshot().identities()).hasSize(1);
    }

    @Test
    void showsOwnChangeImmediatelyEvenIfInventoryIsLarge() {
        for (int i = 0; i < ConsoleInventory.MANY; i++) {
            save("app-" + i, Severity.LOW, NOON.minus(Duration.ofDays(1)), 0);
        }
        assertThat(severityOf("app-7")).isEqualTo(Severity.LOW);
        save("app-7", Severity.HIGH, NOON, 1);
        inventory.changed();
        assertThat(severityOf("app-7")).isEqualTo(Severity.HIGH);
    }
}
