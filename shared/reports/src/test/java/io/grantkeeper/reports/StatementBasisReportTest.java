package io.grantkeeper.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.basis.Assumption;
import io.grantkeeper.identity.basis.StatementTopic;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.CompletedRead;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.IdentityStatements;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.store.testkit.ModelSamples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The basis of each statement about an identity")
class StatementBasisReportTest {
    private static final Instant MARCH = Instant.parse("2026-03-03T10:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-22T10:00:00Z");
    private static final StreamId TOKENS = new StreamId("tokens");

    private static <T> StoredRecord<T> listed(T content) {
        return new StoredRecord<>(content, MARCH, MARCH, Optional.empty(), false, true, Optional.of(TOKENS));
    }

    private static IdentityRecord identityRecord(Assumption... assumptions) {
        IdentitySummary base = ModelSamples.summary(
                ModelSamples.appId("notes"), IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(ModelSamples.DANA));
        return new IdentityRecord(
                listed(ModelSamples.app("notes")),
                List.of(listed(ModelSamples.grant(ModelSamples.DANA, "mail.read"))),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(ModelSamples.stating(base, Timestamp.unknown(), Timestamp.unknown(), assumptions)),
                List.of());
    }

    private static PartitionStatus walked(Instant at) {
        return PartitionStatus.notAttempted(new PartitionRef(ModelSamples.ACME, TOKENS, "all"))
                .completed(new CompletedRead(Optional.empty(), at, Optional.empty(), 1));
    }

    private static JsonNode json(IdentityStatements statements) {
        return ModelJson.mapper().valueToTree(StatementBasisReport.all(statements));
    }

    @Test
    void isAsFreshAsLastFullWalkOfStream() {
        IdentityStatements statements = IdentityStatements.of(identityRecord(), List.of(walked(NOVEMBER)));

        JsonNode basis = json(statements).path("capabilities");

        assertThat(basis.path("certainty").asString()).isEqualTo("observed");
        assertThat(basis.path("asOf").asString()).isEqualTo(NOVEMBER.toString());
        assertThat(basis.path("sources").get(0).path("kind").asString()).isEqualTo("inventory");
        assertThat(basis.path("sources").get(0).path("rows").asString()).isEqualTo("grant");
        assertThat(basis.path("sources").get(0).path("stream").asString()).isEqualTo("tokens");
    }

    @Test
    void isAsOldAsRowIfStreamWasNeverReadCompletely() {
        PartitionStatus other = PartitionStatus.notAttempted(new PartitionRef(ModelSamples.ACME, TOKENS, "rest"));

        assertThat(IdentityStatements.of(identityRecord(), List.of(walked(NOVEMBER), other))
                        .basis(StatementTopic.CAPABILITIES)
                        .asOf())
                .contains(MARCH);
    }

    @Test
    void isUnknownIfNoEvidenceStatesFact() {
        JsonNode basis = json(IdentityStatements.of(identityRecord(), List.of(walked(NOVEMBER))));

        for (String topic : List.of("last-used", "usage", "next-expiry", "publisher", "created", "ai")) {
            assertThat(basis.path(topic).path("certainty").asString()).as(topic).isEqualTo("unknown");
        }
    }

    @Test
    void coversEveryTopic() {
        assertThat(json(IdentityStatements.of(identityRecord(), List.of())).size())
                .isEqualTo(StatementTopic.values().length);
    }

    @Test
    void statesAssumptionsInPlainWords() {
        IdentityStatements statements = IdentityStatements.of(
                identityRecord(Assumption.REACH_UNBOUNDED, Assumption.OWNER_BY_USE), List.of(walked(NOVEMBER)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StatementBasisReport.print(
                TerminalOutput.plain(new PrintStream(out, true, StandardCharsets.UTF_8)), statements);

        assertThat(json(statements).path("owner").path("certainty").asString()).isEqualTo("assumed");
        assertThat(json(statements).path("owner").path("assumptions").get(0).asString())
                .isEqualTo(Assumption.OWNER_BY_USE.sentence());
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("assumed: listing tokens, 2026-11-22")
                .contains(Assumption.REACH_UNBOUNDED.sentence())
                .contains(Assumption.OWNER_BY_USE.sentence());
    }

    @Test
    void namesNoStreamForRowsFromEarlierReleases() {
        IdentityRecord old = new IdentityRecord(
                new StoredRecord<>(ModelSamples.app("notes"), MARCH, MARCH, Optional.empty(), false),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());

        assertThat(IdentityStatements.of(old, List.of(walked(NOVEMBER)))
                        .basis(StatementTopic.IDENTITY)
                        .sources())
                .singleElement()
                .satisfies(source -> {
                    assertThat(source.row()).contains(RowType.IDENTITY);
                    assertThat(source.stream()).isEmpty();
                    assertThat(source.asOf()).contains(MARCH);
                });
    }
}
