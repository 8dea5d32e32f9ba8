package io.grantkeeper.identity.basis;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatementBasisTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T09:00:00Z");
    private static final Instant SUNDAY = Instant.parse("2026-11-22T23:59:00Z");
    private static final StreamId TOKENS = new StreamId("tokens");

    private static StatementSource grant(Instant asOf) {
        return StatementSource.ofRow(RowType.GRANT, Optional.of(TOKENS), Optional.of(asOf));
    }

    @Test
    void isOnlyAsFreshAsItsOldestSource() {
        StatementBasis basis = StatementBasis.of(Certainty.OBSERVED, List.of(grant(SUNDAY), grant(MONDAY)));

        assertThat(basis.sources()).containsExactly(grant(MONDAY));
        assertThat(basis.asOf()).contains(MONDAY);
    }

    @Test
    void hasNoDateIfOneSourceHasNone() {
        StatementSource undated = StatementSource.ofRow(RowType.USAGE, Optional.empty(), Optional.empty());

        assertThat(StatementBasis.of(Certainty.REPORTED, List.of(grant(SUNDAY), undated))
                        .asOf())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isNeverMoreCertainThanItsAssumptions(Assumption assumption) {
        StatementBasis basis =
                StatementBasis.of(Certainty.OBSERVED, List.of(grant(SUNDAY))).assuming(List.of(assumption));

        assertThat(basis.certainty()).isEqualTo(assumption.certainty()).isGreaterThan(Certainty.REPORTED);
        assertThat(basis.assumptions()).containsExactly(assumption.sentence());
    }

    @Test
    void isUnknownWithoutSourcesRegardlessOfAssumptions() {
        assertThat(StatementBasis.of(Certainty.OBSERVED, List.of()).assuming(List.of(Assumption.OWNER_BY_USE)))
                .isEqualTo(StatementBasis.unknown());
    }

    @Test
    void distinguishesRowsOfDecisionPointFromListings() {
        assertThat(StatementSource.ofRow(
                                RowType.IDENTITY, Optional.of(StatementSource.DECISION_POINT), Optional.of(SUNDAY))
                        .kind())
                .isEqualTo(AccessEvidenceKind.REQUEST);
    }

    @Test
    void preservesBasisInJsonRoundTrip() {
        StatementBasis basis = StatementBasis.of(Certainty.OBSERVED, List.of(grant(SUNDAY)))
                .assuming(List.of(Assumption.MEANING_INFERRED));

        assertThat(ModelJson.read(ModelJson.write(basis), StatementBasis.class)).isEqualTo(basis);
    }

    @Test
    void statesListingAndDateInOneSentenceForOwner() {
        StatementBasis basis = StatementBasis.of(Certainty.OBSERVED, List.of(grant(SUNDAY)));

        assertThat(BasisText.forOwner(basis, "Google"))
                .isEqualTo("Seen in Google's list of app access on 22 November 2026.");
        assertThat(BasisText.forOwner(basis.assuming(List.of(Assumption.MEANING_INFERRED)), "Google"))
                .isEqualTo(
                        "Seen in Google's list of app access on 22 November 2026; what some of its permissions allow is inferred from their names.");
        assertThat(BasisText.forOwner(StatementBasis.unknown(), "Google"))
                .isEqualTo("The source of this statement is unknown.");
    }

    @ParameterizedTest
    @EnumSource
    void omitsStreamsAndCodesFromTextForOwners(AccessEvidenceKind kind) {
        for (RowType row : RowType.values()) {
            String sentence = BasisText.forOwner(
                    new StatementBasis(
                            Certainty.OBSERVED,
                            List.of(new StatementSource(
                                    kind, Optional.of(row), Optional.of(new StreamId("zz-stream")), Optional.empty())),
                            List.of()),
                    "Google");

            assertThat(sentence)
                    .endsWith(".")
                    .doesNotContain("zz-stream", " on .")
                    .doesNotContain(kind.name())
                    .doesNotContain(row.name().toLowerCase(Locale.ROOT) + "/");
        }
    }

    @Test
    void namesStreamAndDateInTables() {
        assertThat(BasisText.inTable(StatementBasis.of(Certainty.OBSERVED, List.of(grant(SUNDAY)))))
                .isEqualTo("observed: listing tokens, 2026-11-22");
        assertThat(BasisText.inTable(StatementBasis.unknown())).isEqualTo("unknown");
    }
}
