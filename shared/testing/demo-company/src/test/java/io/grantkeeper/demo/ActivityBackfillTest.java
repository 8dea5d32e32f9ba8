package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.local.suite.ActivityBackfill;
import io.grantkeeper.local.suite.ActivityBackfill.Filled;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.DemoActivity;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.store.testkit.InMemoryActivityStore;
import java.time.Duration;
import java.util.List;
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
    void readsTheLogsOfAPeriodAndAddsNothingTheSecondTime() {
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
}
