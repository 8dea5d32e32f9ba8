package io.grantkeeper.identity.basis;

import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.identity.StreamId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Describes the basis of a statement in words. */
public final class BasisText {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private BasisText() {}

    /**
     * Returns one plain sentence for an owner, without ids and stream names, for example "Seen in Google's list of app
     * access on 22 November 2026." It names the first source, and the first assumption if there is one.
     *
     * @param provider the provider's display name
     */
    public static String forOwner(StatementBasis basis, String provider) {
        if (basis.sources().isEmpty()) {
            return basis.assumptions().isEmpty()
                    ? "The source of this statement is unknown."
                    : basis.assumptions().getFirst();
        }
        String source = source(basis.sources().getFirst(), provider);
        return basis.assumptions().isEmpty()
                ? source + "."
                : source + "; " + asClause(basis.assumptions().getFirst());
    }

    private static String source(StatementSource source, String provider) {
        String day = source.asOf().map(at -> " on " + day(at)).orElse("");
        return switch (source.kind()) {
            case INVENTORY -> "Seen in %s's list of %s%s".formatted(provider, listed(source), day);
            case EVENT -> "Reported in %s's log%s".formatted(provider, day);
            case USAGE -> "Reported in %s's data on usage%s".formatted(provider, day);
            case OPERATOR -> "Stated by people in your company%s".formatted(day);
            case REQUEST -> "It asked Grantkeeper for access%s".formatted(day);
        };
    }

    private static String listed(StatementSource source) {
        return source.row()
                .map(row -> switch (row) {
                    case GRANT -> "app access";
                    case CREDENTIAL -> "keys and passwords";
                    case PERSON -> "people";
                    case IDENTITY, EVENT, USAGE -> "apps";
                })
                .orElse("apps");
    }

    /** Converts a sentence to a clause that can end another sentence. */
    private static String asClause(String sentence) {
        return sentence.startsWith("Grantkeeper")
                ? sentence
                : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    /** Returns a short phrase for a table, for example "observed: listing tokens, 2026-11-22". */
    public static String inTable(StatementBasis basis) {
        if (basis.sources().isEmpty()) {
            return basis.certainty().word();
        }
        String sources =
                basis.sources().stream().map(BasisText::code).distinct().collect(Collectors.joining(", "));
        return "%s: %s, %s"
                .formatted(
                        basis.certainty().word(),
                        sources,
                        basis.asOf().map(at -> at.toString().substring(0, 10)).orElse("date unknown"));
    }

    /** Returns the assumptions of several statements, each once. */
    public static List<String> assumptions(List<StatementBasis> all) {
        return all.stream()
                .flatMap(basis -> basis.assumptions().stream())
                .distinct()
                .toList();
    }

    private static String code(StatementSource source) {
        return name(source.kind())
                + source.stream().map(StreamId::value).map(id -> " " + id).orElse("");
    }

    private static String name(AccessEvidenceKind kind) {
        return switch (kind) {
            case INVENTORY -> "listing";
            case EVENT -> "log";
            case USAGE -> "usage data";
            case OPERATOR -> "people";
            case REQUEST -> "request";
        };
    }

    private static String day(Instant at) {
        return DAY.format(at);
    }
}
