package io.grantkeeper.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.rightsizing.LabeledCalls.LabeledCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Measures recall and precision against the permissions that Microsoft marks as least privileged. The results are in
 * docs/right-sizing.md.
 */
class LeastPrivilegeMarkersTest {
    private static final Path FACTS = Path.of("../../../shared/data");
    private static final int COMBINATIONS = 3_000;
    private final RightSizer rightSizing = RightSizer.standard();

    @Test
    @DisplayName("matches the markers in the bundled table, for single calls and random combinations")
    void matchesLeastPrivilegeMarkersInBundledTable() throws IOException {
        Measured single = single(LabeledCalls.ofTable());
        single.assertDocumentedAs("own table, single calls");
        assertThat(single.admitted()).isEqualTo(single.calls());
        assertThat(single.precision()).isGreaterThan(0.96);
        assertThat(single.recall()).isGreaterThan(0.96);
        Measured combined = combined(LabeledCalls.ofTable());
        combined.assertDocumentedAs("own table, combinations of 2 to 12 calls");
        assertThat(combined.admitted()).isEqualTo(combined.calls());
        assertThat(combined.precision()).isGreaterThan(0.9);
    }

    @Test
    @DisplayName("matches the markers in Microsoft's rows, with each path as published")
    void matchesLeastPrivilegeMarkersInVendorRows() throws IOException {
        assumeTrue(
                Files.isDirectory(FACTS),
                "the vendor's rows are not next to the project; only the bundled table was measured");
        Measured single = single(LabeledCalls.ofSource(FACTS));
        single.assertDocumentedAs("vendor rows, single calls");
        assertThat(single.admitted() / (double) single.calls()).isGreaterThan(0.99);
        assertThat(single.recall()).isGreaterThan(0.96);
        Measured combined = combined(LabeledCalls.ofSource(FACTS));
        combined.assertDocumentedAs("vendor rows, combinations of 2 to 12 calls");
        assertThat(combined.admitted() / (double) combined.calls()).isGreaterThan(0.99);
    }

    /**
     * The result of a measurement.
     *
     * @param calls the number of labeled calls that were replayed
     * @param admitted the number of calls that a recommended permission allows according to the labels
     * @param marked the number of calls for which a permission is marked as least privileged
     * @param met the number of those calls for which one of the marked permissions is recommended
     * @param recommended the number of permissions recommended for groups of calls that all have a marker
     * @param right the number of permissions among {@code recommended} that are marked as least privileged for one of
     *     the calls
     */
    private record Measured(long calls, long admitted, long marked, long met, long recommended, long right) {
        double recall() {
            return met / (double) marked;
        }

        double precision() {
            return right / (double) recommended;
        }

        /** Checks that docs/right-sizing.md contains this result as a row of its table. Also prints the row. */
        void assertDocumentedAs(String what) throws IOException {
            RightSizingDocument.assertContainsRow(what, calls, admitted / (double) calls, recall(), precision());
        }
    }

    private Measured single(List<LabeledCall> labelled) {
        Random random = new Random(20261124);
        List<Measured> parts = new ArrayList<>();
        for (LabeledCall call : labelled) {
            parts.add(measure(List.of(call), random));
        }
        return sum(parts);
    }

    private Measured combined(List<LabeledCall> labelled) {
        Random random = new Random(7);
        List<Measured> parts = new ArrayList<>();
        for (char kind : new char[] {'W', 'P', 'A'}) {
            List<LabeledCall> pool = LabeledCalls.ofKind(labelled, kind);
            for (int i = 0; i < COMBINATIONS / 3; i++) {
                List<LabeledCall> some = new ArrayList<>();
                for (int n = 2 + random.nextInt(11); n > 0; n--) {
                    some.add(pool.get(random.nextInt(pool.size())));
                }
                parts.add(measure(some, random));
            }
        }
        return sum(parts);
    }

    private Measured measure(List<LabeledCall> some, Random random) {
        RightSizingRecommendation recommendation = rightSizing.recommend(new ObservedUsage(
                PermissionTableProvider.MICROSOFT,
                Optional.of(LabeledCalls.KIND_NAMES.get(some.getFirst().kind())),
                List.of(),
                some.stream().map(call -> LabeledCalls.logged(call, random)).toList(),
                UsageCoverage.unknown()));
        Set<String> least = new HashSet<>(recommendation.least());
        Set<String> markers = new HashSet<>();
        some.forEach(call -> markers.addAll(call.least()));
        boolean allMarked = some.stream().noneMatch(call -> call.least().isEmpty());
        return new Measured(
                some.size(),
                some.stream().filter(call -> meets(least, call.admitting())).count(),
                some.stream().filter(call -> !call.least().isEmpty()).count(),
                some.stream().filter(call -> meets(least, call.least())).count(),
                allMarked ? least.size() : 0,
                allMarked ? least.stream().filter(markers::contains).count() : 0);
    }

    private static boolean meets(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(others::contains);
    }

    private static Measured sum(List<Measured> parts) {
        return parts.stream()
                .reduce(
                        new Measured(0, 0, 0, 0, 0, 0),
                        (a, b) -> new Measured(
                                a.calls + b.calls,
                                a.admitted + b.admitted,
                                a.marked + b.marked,
                                a.met + b.met,
                                a.recommended + b.recommended,
                                a.right + b.right));
    }
}
