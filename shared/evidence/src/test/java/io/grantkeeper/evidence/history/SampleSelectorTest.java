package io.grantkeeper.evidence.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A sample")
class SampleSelectorTest {
    private static List<PopulationItem> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new PopulationItem(
                        "item-" + i,
                        new LedgerPosition(i, "id-" + i, Instant.EPOCH, "change.observed", Optional.empty())))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "25,25", "26,25", "250,25", "251,40", "2500,40", "2501,60", "100000,60"})
    void drawsSampleSizeThatAuditRulesRequireForPopulation(int population, int size) {
        assertThat(SampleSelector.of("seed", items(population)).drawn()).hasSize(size);
    }

    @Property(seed = "7", tries = 5)
    void drawsSameSampleRegardlessOfItemOrder(@ForAll("orders") List<PopulationItem> items) {
        assertThat(SampleSelector.of("seed", items)).isEqualTo(SampleSelector.of("seed", items(items.size())));
    }

    @Provide
    Arbitrary<List<PopulationItem>> orders() {
        return Arbitraries.integers().between(1, 3_000).flatMap(count -> Arbitraries.shuffle(items(count)));
    }

    @Test
    void drawsDifferentSampleForAnotherSeed() {
        assertThat(SampleSelector.of("november", items(3000)).drawn())
                .isNotEqualTo(SampleSelector.of("december", items(3000)).drawn());
    }

    @Test
    void drawsUnbiasedSamples() {
        int[] drawn = new int[1000];
        for (int seed = 0; seed < 500; seed++) {
            SampleSelector.of("seed-" + seed, items(1000))
                    .drawn()
                    .forEach(item -> drawn[(int) item.told().index()]++);
        }
        // 500 draws of 40 in 1,000: each item is drawn 20 times on average, with a standard deviation of about 4.4
        assertThat(java.util.Arrays.stream(drawn)).allMatch(times -> times > 0 && times < 45);
    }
}
