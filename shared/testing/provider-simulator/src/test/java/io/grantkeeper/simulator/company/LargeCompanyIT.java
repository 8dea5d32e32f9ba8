package io.grantkeeper.simulator.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.SimulatorTestClient;
import io.grantkeeper.simulator.google.GoogleDoubleScopes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Tests that a company with 100,000 grants can be generated and read quickly. */
class LargeCompanyIT {

    private static final long MEGABYTE = 1 << 20;

    @Test
    void generatesHundredThousandGrantsWithinProcessorAndMemoryLimits() {
        long memory = usedAfterCollection();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        Company company = Company.generate(42, CompanySize.ofGrants(100_000));
        Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        long megabytes = (usedAfterCollection() - memory) / MEGABYTE;
        System.out.printf(Locale.ROOT, "100,000 grants: %d ms, %d MB%n", took.toMillis(), megabytes);
        assertThat(company.grantCount()).isEqualTo(100_000);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
        assertThat(megabytes).isLessThan(500);
    }

    @Test
    void readsGrantsOfThousandPeople() {
        Company company = Company.generate(42, CompanySize.ofGrants(100_000));
        try (ProviderSimulator simulator =
                ProviderSimulator.start(company, SimulatorOptions.defaults().withoutQuotas())) {
            SimulatorTestClient client = new SimulatorTestClient(simulator);
            String token = client.googleToken(GoogleDoubleScopes.USER_SECURITY);
            long start = System.nanoTime();
            int grants = 0;
            for (CompanyPerson person : company.people().all().subList(0, 1_000)) {
                grants += client.google("GET", "/admin/directory/v1/users/" + person.id() + "/tokens", token, "")
                        .json()
                        .path("items")
                        .size();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(Locale.ROOT, "%,d grants read in calls for one person each in %.2f s%n", grants, seconds);
            assertThat(grants).isGreaterThan(1_000);
        }
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
