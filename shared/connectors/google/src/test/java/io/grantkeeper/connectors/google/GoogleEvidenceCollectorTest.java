package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.UsageObserved;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.RowKey;
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

/**
 * Tests that ten thousand rows result in the same usage, regardless of their order, their repetition and how they are
 * divided into pages.
 */
class GoogleEvidenceCollectorTest {
    private static final int ROWS = 10_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 20261124, -7})
    void mergesUsageRegardlessOfRowOrderRepetitionOrPaging(long seed) throws ConnectorException {
        Random random = new Random(seed);
        List<GoogleActivityRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(GoogleTestRows.activity(GoogleTestRows.call(random)));
        }
        Map<RowKey, DailyUsage> once = merge(List.of(rows));

        for (int trial = 0; trial < 5; trial++) {
            List<GoogleActivityRow> mixed = new ArrayList<>(rows);
            for (int i = 0; i < ROWS / 3; i++) {
                mixed.add(rows.get(random.nextInt(ROWS)));
            }
            Collections.shuffle(mixed, random);
            assertThat(merge(pages(mixed, random))).isEqualTo(once);
        }
        assertThat(once).hasSizeBetween(100, 8 * 20 * 4);
    }

    private static List<List<GoogleActivityRow>> pages(List<GoogleActivityRow> rows, Random random) {
        List<List<GoogleActivityRow>> pages = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            int to = Math.min(rows.size(), from + 1 + random.nextInt(1_000));
            pages.add(rows.subList(from, to));
            from = to;
        }
        return pages;
    }

    /** Merges usage: first the rows of each page, as the connector does, and then the pages, as the store does. */
    private static Map<RowKey, DailyUsage> merge(List<List<GoogleActivityRow>> pages) {
        Map<RowKey, DailyUsage> stored = new TreeMap<>();
        for (List<GoogleActivityRow> page : pages) {
            GoogleEvidenceCollector evidence = new GoogleEvidenceCollector();
            page.forEach(row -> new GoogleTokenEvents().collect(GoogleScript.CONNECTION, row, evidence));
            assertThat(evidence.observations())
                    .extracting(AccessObservation::key)
                    .doesNotHaveDuplicates();
            for (AccessObservation observation : evidence.observations()) {
                DailyUsage usage = ((UsageObserved) observation).usage();
                stored.merge(observation.key(), usage, GoogleEvidenceCollectorTest::union);
            }
        }
        return stored;
    }

    private static DailyUsage union(DailyUsage one, DailyUsage other) {
        Set<String> calls = new TreeSet<>(one.calls());
        calls.addAll(other.calls());
        return new DailyUsage(
                one.identity(),
                one.onBehalfOf(),
                one.day(),
                one.lastAt().isAfter(other.lastAt()) ? one.lastAt() : other.lastAt(),
                new TreeSet<>(calls));
    }
}
