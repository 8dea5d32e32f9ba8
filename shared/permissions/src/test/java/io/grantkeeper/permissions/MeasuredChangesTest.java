package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Measures the accuracy of the verdicts on changes whose result a vendor documents. At most 0.5% of the verdicts may be
 * wrong.
 */
class MeasuredChangesTest {
    private static final double TARGET = 0.005;

    @ParameterizedTest
    @EnumSource(MeasuredList.class)
    void reportsExpansionsThatVendorsDocumentAndNoOthers(MeasuredList list) {
        List<String> falseExpansions = new ArrayList<>();
        List<String> missedExpansions = new ArrayList<>();
        List<String> otherDifferences = new ArrayList<>();
        int expanding = 0;
        List<MeasuredList.Change> changes = list.changes();
        for (MeasuredList.Change change : changes) {
            String verdict = verdict(change);
            expanding += change.expands() ? 1 : 0;
            String line = "%s is %s: %s".formatted(change, verdict, change.source());
            if (change.expands() != verdict.equals("expanded")) {
                (change.expands() ? missedExpansions : falseExpansions).add(line);
            } else if (!change.expands() && !verdict.equals(change.expected())) {
                otherDifferences.add(line);
            }
        }
        int others = changes.size() - expanding;
        String result = "%s: %d of %d false, %d of %d missed, %d other differences"
                .formatted(
                        list,
                        falseExpansions.size(),
                        others,
                        missedExpansions.size(),
                        expanding,
                        otherDifferences.size());
        System.out.println(result);
        assertThat(falseExpansions).as(result).hasSizeLessThanOrEqualTo((int) (TARGET * others));
        assertThat(missedExpansions).as(result).hasSizeLessThanOrEqualTo((int) (TARGET * expanding));
        assertThat(otherDifferences).as(result).hasSizeLessThanOrEqualTo((int) (TARGET * changes.size()));
    }

    private static String verdict(MeasuredList.Change change) {
        AccessGrant unknown = change.kind().map(AccessGrant.unknown()::withKind).orElseGet(AccessGrant::unknown);
        return switch (PermissionVocabularies.standard()
                .compare(change.provider(), unknown.withScopes(change.before()), unknown.withScopes(change.after()))
                .verdict()) {
            case EXPANDED -> "expanded";
            case NARROWED -> "reduced";
            case REWRITTEN, SAME -> "same";
        };
    }
}
