package io.grantkeeper.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.JoinedEvidence;
import io.grantkeeper.local.demo.NewArrivals.Arrival;
import io.grantkeeper.local.report.Inventory;
import io.grantkeeper.local.suite.Suite;
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
 * From each vendor's event to a registered identity with owner candidates and a finding, in one pass: what is pushed is
 * heard and worked off without any sweep; what has to be asked for is found at the next planning. The vendor's own delay
 * is told apart from ours, which begins when the vendor has told.
 */
@DisplayName("Whoever comes in")
class InceptionIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Webhooks wait ten seconds for others that say the same; the rest is reading, writing and detecting. */
    private static final Duration OURS = Duration.ofMinutes(1);

    /** What became of an arrival. */
    private record Registered(Arrival arrival, Instant told, IdentityDossier dossier) {
        /** When findings and summary stood; what the finding itself tells is when the row was read. */
        Duration ours() {
            return Duration.between(
                    told, dossier.summary().map(IdentitySummary::changedAt).orElseThrow());
        }
    }

    private static final int LOOKS = 20;
    private static final Map<String, Registered> BY_CONNECTION = new TreeMap<>();
    private static List<String> deadLetters = List.of();

    @BeforeAll
    static void everyoneComesIn() {
        try (DemoCompany demo = DemoCompany.start();
                Suite suite = Suite.start(demo.options(Optional.empty(), 0))) {
            demo.connections().forEach(suite::plan);
            assertThat(suite.runUntilQuiet(_ -> {}, PATIENCE)).isTrue();

            List<Arrival> arrivals = new NewArrivals(demo.simulator()).happen();
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
            deadLetters = suite.deadLetters();
        }
    }

    private static Duration latest(List<Arrival> arrivals) {
        return arrivals.stream()
                .map(Arrival::delay)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static URI addressOf(Suite suite, DemoTenant tenant) {
        return suite.address()
                .orElseThrow()
                .resolve("/webhooks/%s/%s"
                        .formatted(DemoCompany.TENANT, tenant.connection().id()));
    }

    private static boolean isAt(Arrival arrival, DemoTenant tenant) {
        return tenant.connection().id().value().equals(arrival.connection());
    }

    /** The table's stream may show a change a moment after the queues are empty, on a machine that has other work. */
    private static void registerAll(Suite suite, List<Arrival> arrivals, Instant told) {
        for (int look = 0; look < LOOKS && !allRegistered(arrivals); look++) {
            assertThat(suite.runUntilQuiet(_ -> {}, PATIENCE)).isTrue();
            arrivals.forEach(arrival -> register(suite, arrival, told));
        }
    }

    private static boolean allRegistered(List<Arrival> arrivals) {
        return arrivals.stream().map(Arrival::connection).allMatch(BY_CONNECTION::containsKey);
    }

    private static void register(Suite suite, Arrival arrival, Instant told) {
        Inventory inventory = new Inventory(
                DemoCompany.TENANT, suite.stores().access(), suite.stores().findings());
        inventory.findings().stream()
                .map(Finding::identity)
                .filter(id -> id.connection().value().equals(arrival.connection()))
                .distinct()
                .flatMap(id -> suite.stores().access().dossier(DemoCompany.TENANT, id).stream())
                .filter(dossier -> dossier.identity().content().displayName().equals(arrival.name()))
                .findFirst()
                .ifPresent(dossier -> BY_CONNECTION.put(arrival.connection(), new Registered(arrival, told, dossier)));
    }

    @ParameterizedTest(name = "at {0} is registered with owner candidates and a finding, soon after the vendor told")
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
    void isRegistered(String connection) {
        assertThat(BY_CONNECTION.keySet()).contains(connection);
        Registered registered = BY_CONNECTION.get(connection);
        IdentityDossier dossier = registered.dossier();
        assertThat(dossier.identity().baseline()).isFalse();
        assertThat(dossier.summary().map(IdentitySummary::owners).orElseThrow())
                .as("owner candidates")
                .isNotEmpty();
        assertThat(dossier.findings()).as("findings").isNotEmpty();
        assertThat(registered.ours())
                .as("from the vendor's word to the finding")
                .isLessThan(OURS);
        if (!registered.arrival().isPushed()) {
            assertThat(dossier.events()).as("the row that tells of it").isNotEmpty();
            assertThat(JoinedEvidence.of(dossier, List.of()).inception())
                    .as("both delays, as 'show' tells them")
                    .hasValueSatisfying(inception -> {
                        assertThat(inception.heardAfter())
                                .isGreaterThanOrEqualTo(registered.arrival().delay());
                        assertThat(inception.registeredAfter())
                                .hasValueSatisfying(ours -> assertThat(ours).isLessThan(OURS));
                    });
        }
    }

    @AfterAll
    static void tellHowLongItTook() {
        BY_CONNECTION.forEach((connection, registered) -> System.out.printf(
                "%-22s told by %-28s vendor's delay %4d s, ours %3d s%n",
                connection,
                registered.arrival().told(),
                registered.arrival().delay().toSeconds(),
                registered.ours().toSeconds()));
        assertThat(deadLetters).isEmpty();
    }
}
