package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.local.suite.ActivityBackfill;
import io.grantkeeper.local.suite.ActivityBackfill.Filled;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.DemoActivity;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.entra.EntraTenantActions;
import io.grantkeeper.simulator.entra.EntraTenantActions.SignInType;
import io.grantkeeper.store.testkit.InMemoryActivityStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActivityBackfillTest {
    private final InMemoryActivityStore store = new InMemoryActivityStore();

    private List<Filled> fill(DemoCompany company, int days) {
        Connection connection = company.connection("google");
        return new ActivityBackfill(
                        company::credential, store, company.simulator().clock())
                .fill(
                        ConnectorRegistry.standard().find(connection.provider()).orElseThrow(),
                        connection,
                        Duration.ofDays(days));
    }

    @Test
    void readsLogsOfPeriodAndAddsNothingWhenRepeated() {
        try (DemoCompany company = DemoCompany.start(SimulatedClock.frozenAt(Company.START))) {
            new DemoActivity(company.simulator().company()).addPast(Company.START);
            List<Filled> first = fill(company, 36);
            assertThat(first)
                    .isNotEmpty()
                    .allSatisfy(stream -> assertThat(stream.problem()).isEmpty());
            assertThat(first).anyMatch(stream -> stream.activities() > 100);
            List<Activity> stored = store.all(DemoCompany.TENANT);
            assertThat(stored)
                    .isNotEmpty()
                    .allMatch(activity -> activity.at().isAfter(Company.START.minus(Duration.ofDays(37))));
            assertThat(stored).anyMatch(activity -> activity.place().address().startsWith("52.16.7."));
            var _ = fill(company, 36);
            assertThat(store.all(DemoCompany.TENANT)).isEqualTo(stored);
        }
    }

    @Test
    void waitsForRateLimitsAndDoesNotTreatUnlicensedLogsAsFault() {
        SimulatedClock clock = SimulatedClock.frozenAt(Company.START);
        try (DemoCompany company = DemoCompany.start(clock)) {
            EntraTenantActions entra = company.simulator().entraDouble().actions();
            for (int i = 0; i < 6_500; i++) {
                Instant at = Company.START.minus(Duration.ofDays(2)).minusSeconds(i * 60L);
                entra.signIn(
                        SignInType.SERVICE_PRINCIPAL, "Mailbox backup", Optional.empty(), "192.0.2.9", "Exchange", at);
            }
            company.simulator().entraDouble().removeRiskLicense();
            List<Duration> waits = new ArrayList<>();
            Connection connection = company.connection("microsoft");
            List<Filled> filled = new ActivityBackfill(company::credential, store, clock, pause -> {
                        waits.add(pause);
                        clock.advance(pause);
                    })
                    .fill(
                            ConnectorRegistry.standard()
                                    .find(connection.provider())
                                    .orElseThrow(),
                            connection,
                            Duration.ofDays(20));
            assertThat(waits)
                    .as("seven pages of sign-ins, of which five can be read in ten seconds")
                    .isNotEmpty();
            assertThat(filled)
                    .filteredOn(stream -> stream.problem().isPresent())
                    .extracting(Filled::stream, Filled::offered)
                    .containsExactly(tuple("app-risk", false), tuple("agent-risk", false));
            assertThat(filled)
                    .filteredOn(stream -> stream.stream().equals("sign-ins"))
                    .singleElement()
                    .satisfies(stream -> assertThat(stream.activities()).isGreaterThanOrEqualTo(6_500));
        }
    }
}
