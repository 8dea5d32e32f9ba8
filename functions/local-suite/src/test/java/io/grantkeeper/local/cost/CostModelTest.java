package io.grantkeeper.local.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What a month costs follows from what was measured. */
class CostModelTest {
    private final Measurements measured = Measurements.standard();
    private final CostModel model = new CostModel(measured, Prices.standard());

    private static Size size(long identities, long decisions) {
        return new Size(identities, decisions, 2, 4, 10, 150, false);
    }

    private static double quantity(CostModel.Month month, String what) {
        return month.lines().stream()
                .filter(line -> line.what().equals(what))
                .mapToDouble(CostModel.Line::quantity)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void atASizeThatWasMeasuredAMonthOfSweepsCostsWhatTheSweepDid() {
        for (Measurements.Sweep sweep : measured.sweeps()) {
            Size quiet = new Size(sweep.identities(), 0, 2, 4, 0, 150, false);
            double sweeps = 4 * Size.DAYS;
            double looks = sweep.identities()
                    * Size.DAYS
                    * measured.perEvent().get("look").read();
            assertThat(quantity(model.month(quiet), "table read"))
                    .isCloseTo(
                            (sweep.unchanged().read() * sweeps + looks + ticks(Measurements.Tick::read)) / 1e6,
                            within(1e-9));
            assertThat(quantity(model.month(quiet), "table written"))
                    .isCloseTo(
                            (sweep.unchanged().write() * sweeps + ticks(Measurements.Tick::write)) / 1e6, within(1e-9));
        }
    }

    /** What clocks read and write in a month in which nothing happens. */
    private double ticks(ToDoubleFunction<Measurements.Tick> units) {
        return measured.functions().values().stream()
                .filter(call -> call.tick().isPresent())
                .mapToDouble(call -> units.applyAsDouble(call.tick().get())
                        * Size.DAYS
                        * 1440
                        / call.everyMinutes().orElseThrow())
                .sum();
    }

    @Test
    void everyClockSaysWhatItReadsThoughNothingHappens() {
        assertThat(measured.functions().values())
                .allMatch(call -> call.everyMinutes().isPresent() == call.tick().isPresent());
    }

    @Test
    void whatIsDecidedWakesTheSealToo() {
        double quiet = quantity(model.month(new Size(100, 0, 2, 4, 0, 150, false)), "checkpoints signed");
        double asked = quantity(model.month(new Size(100, 30_000, 2, 4, 0, 150, false)), "checkpoints signed");
        double flooded = quantity(model.month(new Size(100, 100_000_000, 2, 4, 0, 150, false)), "checkpoints signed");
        assertThat(quiet).isZero();
        assertThat(asked).isCloseTo(3, within(1e-9));
        assertThat(flooded).as("a root a minute").isCloseTo(Size.DAYS * 1440 / 1e4, within(1e-9));
    }

    @Test
    void changesWakeTheSealAtMostEveryFiveSeconds() {
        double busy = quantity(model.month(new Size(10_000_000, 0, 2, 4, 10, 150, false)), "checkpoints signed");
        assertThat(busy).isCloseTo(12 * Size.DAYS * 1440 / 1e4, within(1e-9));
    }

    @Test
    void aFunctionWithPartOfAProcessorIsReckonedToTakeLonger() {
        assertThat(measured.functions().get("plan-sweep").stretch()).isCloseTo(1.73, within(0.01));
        assertThat(measured.functions().get("sync-access").stretch()).isEqualTo(1);
        assertThat(model.month(size(1_000, 0)).assumed()).anyMatch(line -> line.startsWith("processors: "));
    }

    @Test
    void enforcingOutsideOfRequestsReadsEachIdentityEveryHour() {
        double read = measured.perEvent().get("enforced").read();
        for (long identities : List.of(100L, 10_000L)) {
            Size without = new Size(identities, 0, 2, 4, 10, 150, false);
            Size with = new Size(identities, 0, 2, 4, 10, 150, true);
            assertThat(quantity(model.month(with), "table read") - quantity(model.month(without), "table read"))
                    .isCloseTo(identities * 24 * Size.DAYS * read / 1e6, within(1e-6));
            assertThat(quantity(model.month(with), "functions running"))
                    .isGreaterThan(quantity(model.month(without), "functions running"));
        }
    }

    @Test
    void sizesThatWereMeasuredGrow() {
        List<Integer> sizes =
                measured.sweeps().stream().map(Measurements.Sweep::identities).toList();
        assertThat(sizes)
                .hasSizeGreaterThan(1)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(size -> size > 0);
    }

    @Test
    void everyFigureNamesWhatMeasuredIt() {
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
    void moreIdentitiesAndMoreDecisionsNeverCostLess() {
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
    void theLinesAddUpAndWhatIsAssumedIsSaid() {
        CostModel.Month month = model.month(size(1_000, 100_000));
        assertThat(month.lines().stream().mapToDouble(CostModel.Line::dollars).sum())
                .isCloseTo(month.dollars(), within(1e-9));
        assertThat(month.assumed()).anyMatch(line -> line.startsWith("changes: 10.0 a day"));
    }

    @Test
    void everyPriceSaysWhereItWasRead() {
        assertThat(Prices.standard().perUnit().values())
                .allMatch(price -> price.dollars() > 0 && price.source().matches("[a-z0-9.]+\\.[a-z]+(/.*)?"));
    }
}
