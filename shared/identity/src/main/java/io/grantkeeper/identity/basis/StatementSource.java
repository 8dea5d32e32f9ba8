package io.grantkeeper.identity.basis;

import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.StreamId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One source of a statement.
 *
 * @param row the type of the rows that state the fact; empty for what a person stated
 * @param stream the stream that the rows were read from; empty if several streams report such rows, or if an earlier
 *     release stored the row
 * @param asOf when the source was last read successfully; empty if unknown
 */
public record StatementSource(
        AccessEvidenceKind kind, Optional<RowType> row, Optional<StreamId> stream, Optional<Instant> asOf)
        implements Comparable<StatementSource> {
    /** The stream of rows that Grantkeeper registers itself, when an agent asks the decision point for a decision. */
    public static final StreamId DECISION_POINT = new StreamId("decision-point");

    private static final Comparator<StatementSource> ORDER = Comparator.comparing(StatementSource::kind)
            .thenComparing(source -> source.row().map(Enum::name).orElse(""))
            .thenComparing(source -> source.stream().map(StreamId::value).orElse(""))
            .thenComparing(source -> source.asOf().orElse(Instant.MIN));

    /** Returns the source of a statement that stored rows support. */
    public static StatementSource ofRow(RowType row, Optional<StreamId> stream, Optional<Instant> asOf) {
        AccessEvidenceKind kind =
                switch (row) {
                    case IDENTITY, GRANT, CREDENTIAL, PERSON ->
                        stream.filter(DECISION_POINT::equals).isPresent()
                                ? AccessEvidenceKind.REQUEST
                                : AccessEvidenceKind.INVENTORY;
                    case EVENT -> AccessEvidenceKind.EVENT;
                    case USAGE -> AccessEvidenceKind.USAGE;
                };
        return new StatementSource(kind, Optional.of(row), stream, asOf);
    }

    /** Returns the source of a statement that a person made to Grantkeeper. */
    public static StatementSource ofOperator(Instant at) {
        return new StatementSource(AccessEvidenceKind.OPERATOR, Optional.empty(), Optional.empty(), Optional.of(at));
    }

    /** Returns the source of a statement about a request that the identity made to Grantkeeper. */
    public static StatementSource ofRequest(Instant at) {
        return new StatementSource(
                AccessEvidenceKind.REQUEST, Optional.empty(), Optional.of(DECISION_POINT), Optional.of(at));
    }

    boolean isSameExceptTime(StatementSource other) {
        return kind == other.kind && row.equals(other.row) && stream.equals(other.stream);
    }

    @Override
    public int compareTo(StatementSource other) {
        return ORDER.compare(this, other);
    }
}
