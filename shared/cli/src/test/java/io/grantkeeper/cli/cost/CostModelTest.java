package io.grantkeeper.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Tests that the monthly cost follows from the measurements. */
class CostModelTest {
    private final CostMeasurements measured = CostMeasurements.standard();
    private final CostModel model = new CostModel(measured, AwsPriceList.standard());

    private static InstallationSize size(long identities, long decisions) {
        return new InstallationSize(identities, decisions, 2, 4, 10, 150, false, 0);
    }

    private static double quantity(CostModel.Month month, String what) {
        return month.lines().stream()
                .filter(line -> line.what().equals(what))
                .mapToDouble(CostModel.Line::quantity)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void matchesMeasuredConsumptionAtEachMeasuredSize() {
        for (CostMeasurements.Sweep sweep : measured.sweeps()) {
            InstallationSize quiet = new InstallationSize(sweep.identities(), 0, 2, 4, 0, 150, false, 0);
            double sweeps = 4 * InstallationSize.DAYS;
            double looks = sweep.identities()
                    * InstallationSize.DAYS
                    * measured.perEvent().get("look").read();
            assertThat(quantity(model.month(quiet), "table reads"))
                    .isCloseTo(
                            (sweep.unchanged().read() * sweeps
                                            + looks
                                            + scheduledConsumption(CostMeasurements.Tick::read))
                                    / 1e6,
                            within(1e-9));
            assertThat(quantity(model.month(quiet), "table writes"))
                    .isCloseTo(
                            (sweep.unchanged().write() * sweeps + scheduledConsumption(CostMeasurements.Tick::write))
                                    / 1e6,
                            within(1e-9));
        }
    }

    /** Returns the capacity that all scheduled invocations consume in a month without any changes. */
    private double scheduledConsumption(ToDoubleFunction<CostMeasurements.Tick> units) {
        return measured.functions().values().stream()
                .filter(call -> call.tick().isPresent())
                .mapToDouble(call -> units.applyAsDouble(call.tick().get())
                        * InstallationSize.DAYS
                        * 1440
                        / call.everyMinutes().orElseThrow())
                .sum();
    }

    @Test
    void includesIdleConsumptionOfEverySchedule() {
        assertThat(measured.functions().values())
                .allMatch(call -> call.everyMinutes().isPresent() == call.tick().isPresent());
    }

    @Test
    void includesSealingOfDecisions() {
        double quiet =
                quantity(model.month(new InstallationSize(100, 0, 2, 4, 0, 150, false, 0)), "checkpoints signed");
        double asked =
                quantity(model.month(new InstallationSize(100, 30_000, 2, 4, 0, 150, false, 0)), "checkpoints signed");
        double flooded = quantity(
                model.month(new InstallationSize(100, 100_000_000, 2, 4, 0, 150, false, 0)), "checkpoints signed");
        assertThat(quiet).isZero();
        assertThat(asked).isCloseTo(3, within(1e-9));
        assertThat(flooded).as("one root per minute").isCloseTo(InstallationSize.DAYS * 1440 / 1e4, within(1e-9));
    }

    @Test
    void assumesThatChangesAreSealedAtMostEveryFiveSeconds() {
        double busy = quantity(
                model.month(new InstallationSize(10_000_000, 0, 2, 4, 10, 150, false, 0)), "checkpoints signed");
        assertThat(busy).isCloseTo(12 * InstallationSize.DAYS * 1440 / 1e4, within(1e-9));
    }

    @Test
    void increasesDurationIfFunctionHasFractionOfVcpu() {
        assertThat(measured.functions().get("plan-sweep").slowdown()).isCloseTo(1.73, within(0.01));
        assertThat(measured.functions().get("sync-access").slowdown()).isEqualTo(1);
        assertThat(model.month(size(1_000, 0)).assumed()).anyMatch(line -> line.startsWith("CPU: "));
    }

    @Test
    void includesHourlyReadOfEachIdentityIfPoliciesAreEnforced() {
        double read = measured.perEvent().get("enforced").read();
        for (long identities : List.of(100L, 10_000L)) {
            InstallationSize without = new InstallationSize(identities, 0, 2, 4, 10, 150, false, 0);
            InstallationSize with = new InstallationSize(identities, 0, 2, 4, 10, 150, true, 0);
            assertThat(quantity(model.month(with), "table reads") - quantity(model.month(without), "table reads"))
                    .isCloseTo(identities * 24 * InstallationSize.DAYS * read / 1e6, within(1e-6));
            assertThat(quantity(model.month(with), "function duration"))
                    .isGreaterThan(quantity(model.month(without), "function duration"));
        }
    }

    @Test
    void listsMeasuredSizesInAscendingOrder() {
        List<Integer> sizes = measured.sweeps().stream()
                .map(CostMeasurements.Sweep::identities)
                .toList();
        assertThat(sizes)
                .hasSizeGreaterThan(1)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(size -> size > 0);
    }

    @Test
    void namesSourceOfEveryMeasurement() {
        assertThat(measured.sweeps()).allMatch(sweep -> sweep.command().startsWith("scripts/bench"));
        assertThat(measured.perEvent().values())
                .allMatch(event -> event.measured()
                        ? !event.source().isBlank()
                        : event.source().startsWith("assumed"));
        assertThat(measured.functions().values())
                .allMatch(call -> call.source().contains("scripts/invoke")
                        && (call.measured() || call.source().startsWith("assumed")));
    }

    @Test
    void estimatesHigherCostForMoreIdentitiesOrDecisions() {
        double before = 0;
        for (long identities : List.of(0L, 10L, 100L, 1_000L, 10_000L, 1_000_000L)) {
            double dollars = model.month(size(identities, 0)).dollars();
            assertThat(dollars).isGreaterThan(before);
            before = dollars;
        }
        assertThat(model.month(size(1_000, 1_000_000)).dollars())
                .isGreaterThan(model.month(size(1_000, 0)).dollars());
    }

    @Test
    void addsUpLinesAndListsAssumptions() {
        CostModel.Month month = model.month(size(1_000, 100_000));
        assertThat(month.lines().stream().mapToDouble(CostModel.Line::dollars).sum())
                .isCloseTo(month.dollars(), within(1e-9));
        assertThat(month.assumed()).anyMatch(line -> line.startsWith("changes: 10.0 per day"));
    }

    @Test
    void namesSourceOfEveryPrice() {
        assertThat(AwsPriceList.standard().perUnit().values())
                .allMatch(price -> price.dollars() > 0 && price.source().matches("[a-z0-9.]+\\.[a-z]+(/.*)?"));
    }

    @Test
    void includesActivitiesFromLogs() {
        InstallationSize without = new InstallationSize(1_000, 0, 2, 4, 10, 150, false, 0);
        InstallationSize with = new InstallationSize(1_000, 0, 2, 4, 10, 150, false, 20);
        double activities = 20 * 1_000 * InstallationSize.DAYS;
        CostMeasurements.Event each = measured.perEvent().get("activity");
        CostMeasurements.Event repeated = measured.perEvent().get("repeated-activity");
        assertThat(quantity(model.month(with), "table writes") - quantity(model.month(without), "table writes"))
                .isCloseTo(activities * (each.write() + 3 * repeated.write()) / 1e6, within(1e-6));
        assertThat(quantity(model.month(with), "table reads") - quantity(model.month(without), "table reads"))
                .isCloseTo(activities * each.read() / 1e6, within(1e-6));
        assertThat(quantity(model.month(with), "function duration"))
                .isGreaterThan(quantity(model.month(without), "function duration"));
        assertThat(model.month(with).assumed()).anyMatch(line -> line.startsWith("activities: "));
        assertThat(model.month(with).assumed()).anyMatch(line -> line.startsWith("repeated activities: "));
    }
}
