package io.grantkeeper.local.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a month costs follows from what was measured. */
class CostModelTest {
    private final Measurements measured = Measurements.standard();
    private final CostModel model = new CostModel(measured, Prices.standard());

    private static Size size(long identities, long decisions) {
        return new Size(identities, decisions, 2, 4, 10, 150);
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
            Size quiet = new Size(sweep.identities(), 0, 2, 4, 0, 150);
            double sweeps = 4 * Size.DAYS;
            double looks = sweep.identities()
                    * Size.DAYS
                    * measured.perEvent().get("look").read();
            assertThat(quantity(model.month(quiet), "table read"))
                    .isCloseTo((sweep.unchanged().read() * sweeps + looks) / 1e6, within(1e-9));
            assertThat(quantity(model.month(quiet), "table written"))
                    .isCloseTo(sweep.unchanged().write() * sweeps / 1e6, within(1e-9));
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
