package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.demo.NewArrivals.Arrival;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.JoinedIdentityEvidence;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.reports.InventoryReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the whole path from each vendor's event to a registered identity with owner candidates and a finding. Events
 * that vendors push are processed without a sweep; the others are found in the next sweep. The vendor's delay is
 * reported separately from Grantkeeper's delay, which starts when the vendor's data is available.
 */
@DisplayName("A new identity")
class InceptionIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    /**
     * The maximum delay that Grantkeeper may add. Webhooks wait for ten seconds of this time, so that related ones are
     * processed together. The rest is for reading, writing and detection.
     */
    private static final Duration OURS = Duration.ofMinutes(1);

    /** A new identity at a provider, together with the identity that Grantkeeper registered for it. */
    private record RegisteredArrival(Arrival arrival, Instant told, IdentityRecord dossier) {
        /**
         * Returns the time until the identity's findings and summary were stored. It is calculated from the summary,
         * because a finding records only when the row was read.
         */
        Duration grantkeeperDelay() {
            return Duration.between(
                    told, dossier.summary().map(IdentitySummary::changedAt).orElseThrow());
        }
    }

    private static final int LOOKS = 20;
    private static final Map<String, RegisteredArrival> BY_CONNECTION = new TreeMap<>();
    private static List<String> deadLetters = List.of();

    @BeforeAll
    static void createArrivals() {
        try (DemoCompany demo = DemoCompany.start();
                LocalSuite suite = LocalSuite.start(demo.options(Optional.empty(), 0))) {
            demo.connections().forEach(suite::plan);
            assertThat(suite.runUntilQuiet(_ -> {}, TIMEOUT)).isTrue();

            List<Arrival> arrivals = new NewArrivals(demo.simulator()).create();
            demo.simulator().clock().advance(latest(arrivals).plusMinutes(1));
            Instant pushed = demo.simulator().clock().instant();
            demo.tenants().forEach(tenant -> tenant.deliverWebhooks(addressOf(suite, tenant)));
            registerAll(suite, arrivals.stream().filter(Arrival::isPushed).toList(), pushed);

            Instant asked = demo.simulator().clock().instant();
            for (DemoTenant tenant : demo.tenants()) {
                if (arrivals.stream().anyMatch(arrival -> !arrival.isPushed() && isAt(arrival, tenant))) {
                    suite.plan(tenant.connection());
                }
            }
            registerAll(
                    suite,
                    arrivals.stream().filter(arrival -> !arrival.isPushed()).toList(),
                    asked);
            deadLetters = suite.parkingReasons();
        }
    }

    private static Duration latest(List<Arrival> arrivals) {
        return arrivals.stream()
                .map(Arrival::delay)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static URI addressOf(LocalSuite suite, DemoTenant tenant) {
        return suite.address()
                .orElseThrow()
                .resolve("/webhooks/%s/%s"
                        .formatted(DemoCompany.TENANT, tenant.connection().id()));
    }

    private static boolean isAt(Arrival arrival, DemoTenant tenant) {
        return tenant.connection().id().value().equals(arrival.connection());
    }

    /**
     * Processes events until the identity of every arrival is registered. This can take several attempts: on a busy
     * machine, the queues may already be empty when a change appears in the table's DynamoDB stream.
     */
    private static void registerAll(LocalSuite suite, List<Arrival> arrivals, Instant told) {
        for (int look = 0; look < LOOKS && !allRegistered(arrivals); look++) {
            assertThat(suite.runUntilQuiet(_ -> {}, TIMEOUT)).isTrue();
            arrivals.forEach(arrival -> register(suite, arrival, told));
        }
    }

    private static boolean allRegistered(List<Arrival> arrivals) {
        return arrivals.stream().map(Arrival::connection).allMatch(BY_CONNECTION::containsKey);
    }

    private static void register(LocalSuite suite, Arrival arrival, Instant told) {
        InventoryReader inventory = new InventoryReader(
                DemoCompany.TENANT, suite.stores().access(), suite.stores().findings());
        inventory.findings().stream()
                .map(Finding::identity)
                .filter(id -> id.connection().value().equals(arrival.connection()))
                .distinct()
                .flatMap(id -> suite.stores().access().identityRecord(DemoCompany.TENANT, id).stream())
                .filter(identityRecord ->
                        identityRecord.identity().content().displayName().text().equals(arrival.name()))
                .findFirst()
                .ifPresent(dossier ->
                        BY_CONNECTION.put(arrival.connection(), new RegisteredArrival(arrival, told, dossier)));
    }

    @ParameterizedTest(
            name = "at {0} is registered with owner candidates and a finding soon after the vendor reports it")
    @ValueSource(
            strings = {
                "github-larkfield",
                "google-larkfield",
                "entra-larkfield",
                "slack-larkfield",
                "okta-larkfield",
                "openai-larkfield",
                "anthropic-larkfield"
            })
    void registersIdentityWithOwnersAndFinding(String connection) {
        assertThat(BY_CONNECTION.keySet()).contains(connection);
        RegisteredArrival registered = BY_CONNECTION.get(connection);
        IdentityRecord identityRecord = registered.dossier();
        assertThat(identityRecord.identity().baseline()).isFalse();
        assertThat(identityRecord.summary().map(IdentitySummary::owners).orElseThrow())
                .as("owner candidates")
                .isNotEmpty();
        assertThat(identityRecord.findings()).as("findings").isNotEmpty();
        assertThat(registered.grantkeeperDelay())
                .as("from the vendor's report to the finding")
                .isLessThan(OURS);
        if (!registered.arrival().isPushed()) {
            assertThat(identityRecord.events())
                    .as("the log row that reports it")
                    .isNotEmpty();
            assertThat(JoinedIdentityEvidence.of(identityRecord, List.of()).detectionDelay())
                    .as("both delays, as 'show' prints them")
                    .hasValueSatisfying(inception -> {
                        assertThat(inception.heardAfter())
                                .isGreaterThanOrEqualTo(registered.arrival().delay());
                        assertThat(inception.registeredAfter())
                                .hasValueSatisfying(ours -> assertThat(ours).isLessThan(OURS));
                    });
        }
    }

    @AfterAll
    static void printDelays() {
        BY_CONNECTION.forEach((connection, registered) -> System.out.printf(
                "%-22s reported by %-28s vendor delay %4d s, Grantkeeper delay %3d s%n",
                connection,
                registered.arrival().told(),
                registered.arrival().delay().toSeconds(),
                registered.grantkeeperDelay().toSeconds()));
        assertThat(deadLetters).isEmpty();
    }
}
