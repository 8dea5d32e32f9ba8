package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.owners.alerts.AlertPacing;
import io.grantkeeper.property.testkit.Campaigns;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Counts messages and findings for each 100 people and week. Before: without pacing, each question with messages and reminders
 * of its own, and each finding on its own. After: with the standard pacing, and findings about one subject as one. {@code scripts/alert-volume} prints the figures for the demo company and for one of 2,000 people.
 */
class AlertVolumeIT {
    private static final int PEOPLE = Integer.getInteger("grantkeeper.alert-volume.people", 60);
    private static final int GRANTS_EACH = 4;

    @Test
    void demoCompanyGetsHalfOfMessagesAndFindingsWithNothingSevereDelayed() {
        compare("demo company", Company::demo);
    }

    @Test
    void generatedCompanyGetsHalfOfMessagesAndFindingsWithNothingSevereDelayed() {
        assumeTrue(Campaigns.runInFull(), "a generated company takes minutes; run scripts/test --campaigns");
        compare(
                "generated company",
                clock -> Company.generate(
                        7, new CompanySize(PEOPLE, PEOPLE * GRANTS_EACH, Math.max(10, PEOPLE / 20)), clock));
    }

    private static void compare(String name, Function<SimulatedClock, Company> company) {
        // Both simulations have their own company and stores, so each uses a core.
        CompletableFuture<AlertVolume.Week> unpaced = CompletableFuture.supplyAsync(
                () -> new AlertVolume(AlertPacing.unlimited(), company).run(), Thread.ofPlatform()::start);
        AlertVolume.Week after = new AlertVolume(AlertPacing.standard(), company).run();
        AlertVolume.Week before = unpaced.join();
        System.out.println(AlertVolume.Week.header());
        System.out.println(before.row(name + ", before", false));
        System.out.print(before.byKind());
        System.out.println(after.row(name + ", after", true));
        System.out.print(after.byKind());
        assertThat(after.messagesPerHundred()).isLessThanOrEqualTo(before.separatePerHundred() / 2);
        assertThat(after.subjectsPerHundred()).isLessThanOrEqualTo(before.findingsPerHundred() / 2);
        assertThat(after.late()).isZero();
    }
}
