package io.grantkeeper.simulator.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.Client;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.google.Scopes;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A company with a hundred thousand grants is quickly there and quickly read. */
class LargeCompanyIT {

    private static final long MEGABYTE = 1 << 20;

    @Test
    void aHundredThousandGrantsAreGeneratedWithinFiveSecondsAndFiveHundredMegabytes() {
        long memory = usedAfterCollection();
        long start = System.nanoTime();
        Company company = Company.generate(42, CompanySize.ofGrants(100_000));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        long megabytes = (usedAfterCollection() - memory) / MEGABYTE;
        System.out.printf(Locale.ROOT, "100,000 grants: %d ms, %d MB%n", took.toMillis(), megabytes);
        assertThat(company.grantCount()).isEqualTo(100_000);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
        assertThat(megabytes).isLessThan(500);
    }

    @Test
    void itsGrantsAreReadByTheThousandEverySecond() {
        Company company = Company.generate(42, CompanySize.ofGrants(100_000));
        try (Simulator simulator =
                Simulator.start(company, SimulatorOptions.usual().withoutQuotas())) {
            Client client = new Client(simulator);
            String token = client.googleToken(Scopes.USER_SECURITY);
            long start = System.nanoTime();
            int grants = 0;
            for (Person person : company.people().all().subList(0, 1_000)) {
                grants += client.google("GET", "/admin/directory/v1/users/" + person.id() + "/tokens", token, "")
                        .json()
                        .path("items")
                        .size();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(Locale.ROOT, "%,d grants read one person a call in %.2f s%n", grants, seconds);
            assertThat(grants / seconds).isGreaterThan(1_000);
        }
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
