package io.grantkeeper.reports;

import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.basis.BasisText;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.basis.StatementTopic;
import io.grantkeeper.identity.store.IdentityStatements;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The basis of one statement about an identity, in the form that {@code --json} prints.
 *
 * @param certainty {@code observed}, {@code reported}, {@code inferred}, {@code assumed} or {@code unknown}
 * @param asOf when the oldest source was last read; empty if that is unknown
 * @param assumptions the assumptions on which the statement relies, one sentence each
 */
public record StatementBasisReport(
        String certainty, Optional<Instant> asOf, List<Source> sources, List<String> assumptions) {
    public StatementBasisReport {
        sources = List.copyOf(sources);
        assumptions = List.copyOf(assumptions);
    }

    /**
     * A source of a statement.
     *
     * @param kind {@code inventory}, {@code event}, {@code usage}, {@code operator} or {@code request}
     * @param rows the type of the rows that state the fact; empty if a person stated the fact
     * @param stream the stream that was read; empty if several streams report such rows, or if it is not recorded
     */
    public record Source(String kind, Optional<String> rows, Optional<String> stream, Optional<Instant> asOf) {
        static Source of(StatementSource source) {
            return new Source(
                    source.kind().name().toLowerCase(Locale.ROOT),
                    source.row().map(row -> row.name().toLowerCase(Locale.ROOT)),
                    source.stream().map(StreamId::value),
                    source.asOf());
        }
    }

    public static StatementBasisReport of(StatementBasis basis) {
        return new StatementBasisReport(
                basis.certainty().word(),
                basis.asOf(),
                basis.sources().stream().map(Source::of).toList(),
                basis.assumptions());
    }

    /** Returns the basis of each statement about an identity, by topic. */
    public static SortedMap<String, StatementBasisReport> all(IdentityStatements statements) {
        SortedMap<String, StatementBasisReport> all = new TreeMap<>();
        statements.all().forEach((topic, basis) -> all.put(topic.code(), of(basis)));
        return all;
    }

    /** Prints the basis of each statement about an identity. */
    static void print(TerminalOutput terminal, IdentityStatements statements) {
        Map<StatementTopic, StatementBasis> all = statements.all();
        terminal.line("");
        terminal.line(terminal.bold("Basis of these statements"));
        TextTable table = new TextTable("statement", "basis");
        all.forEach((topic, basis) -> table.row(topic.code().replace('-', ' '), BasisText.inTable(basis)));
        table.print(terminal);
        BasisText.assumptions(List.copyOf(all.values())).forEach(sentence -> terminal.line("  - " + sentence));
    }
}
