package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten thousand rows, in any order, any of them repeated, cut into any pages, give the same usage. */
class UsageFoldPropertyTest {
    private static final int ROWS = 10_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 20261124, -7})
    void neitherOrderNorRepetitionNorPagesChangeTheUsage(long seed) throws ConnectorException {
        Random random = new Random(seed);
        List<Activity> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(Rows.activity(Rows.call(random)));
        }
        Map<RowKey, Usage> once = fold(List.of(rows));

        for (int trial = 0; trial < 5; trial++) {
            List<Activity> mixed = new ArrayList<>(rows);
            for (int i = 0; i < ROWS / 3; i++) {
                mixed.add(rows.get(random.nextInt(ROWS)));
            }
            Collections.shuffle(mixed, random);
            assertThat(fold(pages(mixed, random))).isEqualTo(once);
        }
        assertThat(once).hasSizeBetween(100, 8 * 20 * 4);
    }

    private static List<List<Activity>> pages(List<Activity> rows, Random random) {
        List<List<Activity>> pages = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            int to = Math.min(rows.size(), from + 1 + random.nextInt(1_000));
            pages.add(rows.subList(from, to));
            from = to;
        }
        return pages;
    }

    /** Each page is folded by the connector; pages are united as the store does it. */
    private static Map<RowKey, Usage> fold(List<List<Activity>> pages) {
        Map<RowKey, Usage> stored = new TreeMap<>();
        for (List<Activity> page : pages) {
            Evidence evidence = new Evidence();
            page.forEach(row -> new TokenEvents().collect(Script.CONNECTION, row, evidence));
            assertThat(evidence.observations()).extracting(Observation::key).doesNotHaveDuplicates();
            for (Observation observation : evidence.observations()) {
                Usage usage = ((UsageObserved) observation).usage();
                stored.merge(observation.key(), usage, UsageFoldPropertyTest::union);
            }
        }
        return stored;
    }

    private static Usage union(Usage one, Usage other) {
        Set<String> calls = new TreeSet<>(one.calls());
        calls.addAll(other.calls());
        return new Usage(
                one.identity(),
                one.onBehalfOf(),
                one.day(),
                one.lastAt().isAfter(other.lastAt()) ? one.lastAt() : other.lastAt(),
                new TreeSet<>(calls));
    }
}
