package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.store.testkit.ModelSamples;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Measures the CPU time that a thread needs to search 100,000 identities. Other work does not affect this time. */
class SearchTimeTest {
    private static final int IDENTITIES = 100_000;
    private static final int TIMES = 21;

    /** The maximum CPU time of a search, in milliseconds: a fifth of a response's time limit. */
    private static final double MOST_MS = 30;

    private static final List<ListedIdentity> ALL = IntStream.range(0, IDENTITIES)
            .mapToObj(i -> ListedIdentity.of(summary(i), "Product " + i % 50, "Person " + i % 5_000))
            .toList();

    private static IdentitySummary summary(int number) {
        return ModelSamples.summary(
                ModelSamples.appId("client-" + number),
                IdentityStatus.ACTIVE,
                Severity.LOW,
                Optional.of(ModelSamples.DANA));
    }

    private static double milliseconds(Function<String, List<ListedIdentity>> search) {
        long[] nanos = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            assertThat(search.apply("person " + (1_000 + i))).hasSize(IDENTITIES / 5_000);
            nanos[i] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[TIMES / 2] / 1e6;
    }

    @Test
    void searchTakesAtMostFifthOfResponseTimeLimit() {
        Map<IdentityId, String> texts = new ConcurrentHashMap<>();
        ALL.forEach(one -> texts.put(one.summary().id(), one.text()));
        double before = milliseconds(text -> ALL.stream()
                .filter(one -> texts.getOrDefault(one.summary().id(), "").contains(text))
                .toList());
        double oneByOne = milliseconds(
                text -> ALL.stream().filter(one -> one.text().contains(text)).toList());
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        SearchIndex index = new SearchIndex(ALL);
        double join = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
        double now = milliseconds(index::containing);
        System.out.printf(
                "search among %,d identities: %.1f ms of CPU, and %.1f ms once to join the texts; text by text: %.1f ms; with a lookup of each text by id: %.1f ms%n",
                IDENTITIES, now, join, oneByOne, before);
        assertThat(now).isLessThan(MOST_MS);
    }
}
