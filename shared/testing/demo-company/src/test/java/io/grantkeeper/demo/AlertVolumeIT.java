package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.owners.alerts.AlertPacing;
import io.grantkeeper.property.testkit.TestRepetitions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Counts messages and findings per 100 people and week, before and after the introduction of alert pacing, which limits
 * and combines messages. Before: without pacing, with separate messages and reminders for each question, and a separate
 * line for each finding. After: with the standard pacing, and with findings about the same subject combined.
 * {@code scripts/alert-volume} prints the figures for the demo company and for a company with 2,000 people.
 */
class AlertVolumeIT {
    private static final int PEOPLE = Integer.getInteger("grantkeeper.alert-volume.people", 60);
    private static final int GRANTS_EACH = 4;

    /**
     * The number of messages per 100 people of the demo company before the {@code AlertPacing} settings were
     * introduced, when each question had its own message and reminder.
     */
    private static final double FIRST_MEASURED = 541.7;

    /** The allowed deviation. The scheduling of threads determines when one or two questions are asked again. */
    private static final double FEW = 4;

    @Test
    void halvesMessagesAndFindingsOfDemoCompanyWithoutDelayingSevereOnes() {
        Weeks weeks = compare("demo company", Company::demo);
        assertThat(weeks.after().messagesPerHundred()).isLessThanOrEqualTo(FIRST_MEASURED / 2 + FEW);
        assertThat(weeks.after().subjectsPerHundred())
                .isLessThanOrEqualTo(weeks.before().findingsPerHundred() / 2);
    }

    @Test
    void reducesMessagesOfGeneratedCompanyWithoutDelayingSevereFindings() {
        assumeTrue(TestRepetitions.runInFull(), "a generated company takes minutes; run scripts/test --campaigns");
        Weeks weeks = compare(
                "generated company",
                clock -> Company.generate(
                        7, new CompanySize(PEOPLE, PEOPLE * GRANTS_EACH, Math.max(10, PEOPLE / 20)), clock));
        assertThat(weeks.after().subjectsPerHundred()).isLessThan(weeks.before().findingsPerHundred());
    }

    private record Weeks(AlertVolume.Week before, AlertVolume.Week after) {}

    private static Weeks compare(String name, Function<SimulatedClock, Company> company) {
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
        assertThat(after.messagesPerHundred()).isLessThan(before.messagesPerHundred());
        assertThat(after.messagesPerHundred()).isLessThan(before.separatePerHundred());
        assertThat(after.late()).isZero();
        return new Weeks(before, after);
    }
}
