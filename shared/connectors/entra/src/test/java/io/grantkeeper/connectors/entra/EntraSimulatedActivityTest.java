package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityEffect.ThreatReported;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.testkit.StreamSweep;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.entra.EntraDouble;
import io.grantkeeper.simulator.entra.EntraTenantActions;
import io.grantkeeper.simulator.entra.EntraTenantActions.SignInType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests how the connector reads sign-ins and Microsoft's verdicts from the simulated tenant. */
class EntraSimulatedActivityTest {
    private static final String APP = "Mailbox backup";
    private static final String AGENT = "Support agent";

    private EntraTestTenant tenant = new EntraTestTenant();

    @AfterEach
    void close() {
        tenant.close();
    }

    private EntraTenantActions actions() {
        return tenant.entra().actions();
    }

    private Instant ago(Duration duration) {
        return tenant.simulator.clock().instant().minus(duration);
    }

    private List<Activity> read(AccessStream stream) throws ConnectorException {
        return StreamSweep.of(stream, tenant.session()).activities();
    }

    private List<Activity> readSince(AccessStream stream, Duration duration) throws ConnectorException {
        return StreamSweep.of(stream, tenant.session(), Optional.of(ago(duration)))
                .activities();
    }

    private ConnectorProblem problem(AccessStream stream) {
        return catchThrowableOfType(ConnectorException.class, () -> read(stream))
                .problem();
    }

    private void signIn(SignInType type, String app, Optional<String> email, String address, Duration ago) {
        actions().signIn(type, app, email, address, "Microsoft Graph", ago(ago));
    }

    @Test
    void readsSignInsOfAppsManagedIdentitiesAgentsAndPeople() throws ConnectorException {
        String email = tenant.simulator.company().people().active().get(1).email();
        signIn(SignInType.SERVICE_PRINCIPAL, APP, Optional.empty(), "203.0.113.9", Duration.ofHours(2));
        signIn(SignInType.SERVICE_PRINCIPAL, AGENT, Optional.empty(), "203.0.113.9", Duration.ofHours(3));
        signIn(SignInType.MANAGED_IDENTITY, "vm-reports", Optional.empty(), "", Duration.ofHours(3));
        signIn(SignInType.NON_INTERACTIVE_USER, "ChatGPT", Optional.of(email), "198.51.100.7", Duration.ofHours(3));

        List<Activity> read = read(EntraSignInsStream.stream());

        assertThat(read)
                .extracting(activity -> activity.actor().name())
                .containsExactly(APP, AGENT, "vm-reports", "ChatGPT");
        assertThat(read).allMatch(Activity::isUse);
        assertThat(read.getFirst().credential()).isNotEmpty();
        assertThat(read.get(2).place().address())
                .as("a managed identity has no address")
                .isEmpty();
        assertThat(read.getLast().person().email()).isEqualTo(email);
    }

    @Test
    void readsEachSignInOnceAlthoughPagesOverlapAndTimesHaveOffsets() throws ConnectorException {
        int rows = 1_050;
        Set<String> times = new TreeSet<>();
        for (int i = 0; i < rows; i++) {
            Duration ago = Duration.ofHours(5).plusSeconds(i);
            signIn(SignInType.SERVICE_PRINCIPAL, APP, Optional.empty(), "203.0.113.9", ago);
            times.add(ago(ago).toString());
        }
        List<Activity> read = read(EntraSignInsStream.stream());
        assertThat(read)
                .as("the last row of a page is also the first of the next")
                .hasSizeGreaterThan(rows);
        assertThat(read.stream().map(Activity::eventId).distinct()).hasSize(rows);
        assertThat(read.stream().map(activity -> activity.at().toString()).distinct())
                .containsExactlyInAnyOrderElementsOf(times);
    }

    @Test
    void readsLateRowInNextWindow() throws ConnectorException {
        for (int i = 0; i < 9; i++) {
            signIn(SignInType.SERVICE_PRINCIPAL, APP, Optional.empty(), "203.0.113.9", Duration.ofMinutes(20));
        }
        assertThat(read(EntraSignInsStream.stream()))
                .as("one row is not visible yet")
                .hasSize(8);
        Instant end = tenant.simulator.clock().instant();
        tenant.simulator.company().clock().advance(Duration.ofHours(2));
        Duration window = Duration.between(end, tenant.simulator.clock().instant())
                .plus(EntraSignInsStream.stream().definition().overlap());
        assertThat(readSince(EntraSignInsStream.stream(), window)).hasSize(9);
    }

    @Test
    void firstReadCoversThreeDaysOfSignIns() throws ConnectorException {
        signIn(SignInType.SERVICE_PRINCIPAL, APP, Optional.empty(), "203.0.113.9", Duration.ofDays(4));
        assertThat(read(EntraSignInsStream.stream())).isEmpty();
        assertThat(readSince(EntraSignInsStream.stream(), Duration.ofDays(20)))
                .as("a backfill reads further")
                .hasSize(1);
    }

    @Test
    void reportsSignInsAsNotOfferedWithoutLicense() {
        tenant.entra().removePremiumLicense();
        assertThat(problem(EntraSignInsStream.stream())).isInstanceOf(NotOffered.class);
    }

    @Test
    void waitsWhenSignInsAreThrottled() {
        tenant.close();
        tenant = new EntraTestTenant(SimulatorOptions.defaults());
        ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> {
            for (int i = 0; i < 3; i++) {
                var _ = read(EntraSignInsStream.stream());
            }
        });
        assertThat(refused.problem())
                .isInstanceOfSatisfying(
                        RateLimited.class,
                        problem -> assertThat(problem.limit()).isEqualTo(EntraRateLimits.REPORTS));
    }

    @Test
    void attributesVerdictsToMicrosoft() throws ConnectorException {
        actions().rate(APP, "atRisk", "high", ago(Duration.ofHours(2)));
        actions().detect(APP, "suspiciousSignins", "atRisk", "medium", ago(Duration.ofHours(2)));
        List<Activity> read = read(EntraRiskStream.apps());
        assertThat(StreamSweep.verdicts(read))
                .containsExactly(
                        new ThreatReported("Microsoft Entra", "a high risk", Weight.HIGH),
                        new ThreatReported(
                                "Microsoft Entra",
                                "a medium risk: sign-ins with unfamiliar properties",
                                Weight.MEDIUM));
        assertThat(read).allSatisfy(activity -> {
            assertThat(activity.about().name()).isEqualTo(APP);
            assertThat(activity.isUse())
                    .as("a verdict teaches nothing about the app")
                    .isFalse();
        });
    }

    @Test
    void readsVerdictsAboutAgents() throws ConnectorException {
        actions().rate(AGENT, "confirmedCompromised", "high", ago(Duration.ofHours(2)));
        actions().detect(AGENT, "signInSpike", "atRisk", "hidden", ago(Duration.ofHours(2)));
        List<Activity> read = read(EntraRiskStream.agents());
        assertThat(StreamSweep.verdicts(read))
                .containsExactly(
                        new ThreatReported("Microsoft Entra", "a confirmed compromise", Weight.HIGH),
                        new ThreatReported(
                                "Microsoft Entra",
                                "a risk whose level it does not show: many more sign-ins than usual",
                                Weight.MEDIUM));
        assertThat(read)
                .allSatisfy(activity -> assertThat(activity.about().name()).isEqualTo(AGENT));
    }

    @Test
    void reportsNothingAfterRiskIsDismissedOrRemediated() throws ConnectorException {
        actions().rate(APP, "atRisk", "high", ago(Duration.ofHours(3)));
        assertThat(read(EntraRiskStream.apps())).hasSize(1);
        for (String state : List.of("dismissed", "remediated", "confirmedSafe", "none")) {
            actions().rate(APP, state, "none", ago(Duration.ofHours(1)));
            actions().detect(APP, "suspiciousSignins", state, "high", ago(Duration.ofHours(1)));
            assertThat(read(EntraRiskStream.apps())).as(state).isEmpty();
        }
    }

    @Test
    void readsConfirmationOfRiskAsNewVerdict() throws ConnectorException {
        actions().rate(APP, "atRisk", "low", ago(Duration.ofHours(3)));
        Activity before = read(EntraRiskStream.apps()).getFirst();
        actions().rate(APP, "confirmedCompromised", "high", ago(Duration.ofHours(1)));
        Activity after = readSince(EntraRiskStream.apps(), Duration.ofHours(2)).getFirst();
        assertThat(after.eventId()).isNotEqualTo(before.eventId());
        assertThat(StreamSweep.verdicts(List.of(before, after)))
                .extracting(ThreatReported::weight)
                .containsExactly(Weight.LOW, Weight.HIGH);
    }

    @Test
    void reportsRiskThatBeganBeforeFirstReadOnlyInFirstRead() throws ConnectorException {
        actions().rate(APP, "atRisk", "high", ago(Duration.ofDays(40)));
        Activity news = read(EntraRiskStream.apps()).getFirst();
        assertThat(news.at()).isAfter(ago(Duration.ofMinutes(1)));
        assertThat(readSince(EntraRiskStream.apps(), Duration.ofHours(6)))
                .as("later windows")
                .isEmpty();
    }

    @Test
    void distinguishesMissingLicenseFromMissingPermission() {
        tenant.entra().restrictPermissions(Set.of("AuditLog.Read.All"));
        assertThat(problem(EntraRiskStream.apps()))
                .isInstanceOfSatisfying(
                        InsufficientScope.class,
                        problem -> assertThat(problem.missing()).containsExactly(EntraScopes.RISKY_APPS));
        assertThat(problem(EntraRiskStream.agents()))
                .isInstanceOfSatisfying(
                        InsufficientScope.class,
                        problem -> assertThat(problem.missing()).containsExactly(EntraScopes.RISKY_AGENTS));
        tenant.entra().restrictPermissions(EntraDouble.ALL_PERMISSIONS);
        tenant.entra().removeRiskLicense();
        assertThat(problem(EntraRiskStream.apps())).isInstanceOf(NotOffered.class);
        assertThat(problem(EntraRiskStream.agents())).isInstanceOf(NotOffered.class);
    }
}
