package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.AuditCheckResult;
import io.grantkeeper.evidence.check.AuditException;
import io.grantkeeper.evidence.history.LedgerPosition;
import io.grantkeeper.evidence.mapping.MappingConfidence;
import io.grantkeeper.evidence.report.ControlVerdict;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.evidence.report.InclusionEvidence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parts that all sections of a page share: verdicts, states, entries with their proofs, times and numbers. */
final class EvidencePageParts {
    /**
     * The maximum number of proofs in the page, to limit its size; further proofs are only in the folder and in the
     * OSCAL file.
     */
    private static final int MOST_PROOFS = 500;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final FrameworkReport report;
    private final EscapedHtml page;
    private final Map<Long, InclusionEvidence> proofs = new LinkedHashMap<>();

    EvidencePageParts(FrameworkReport report, EscapedHtml page) {
        this.report = report;
        this.page = page;
        report.proofs().stream()
                .limit(MOST_PROOFS)
                .forEach(proof -> proofs.put(proof.told().index(), proof));
    }

    FrameworkReport report() {
        return report;
    }

    EscapedHtml page() {
        return page;
    }

    void verdict(ControlVerdict verdict) {
        String sign =
                switch (verdict) {
                    case MET -> "✓ ";
                    case EXCEPTIONS -> "✗ ";
                    case UNKNOWN -> "? ";
                };
        page.raw("<span class=\"verdict %s\" title=\"%s\">"
                        .formatted(verdict.word(), EscapedHtml.escape(verdict.sentence())))
                .text(sign + verdict.word())
                .raw("</span>");
    }

    void standing(MappingConfidence standing) {
        page.raw(standing == MappingConfidence.VERIFIED ? "<span>" : "<span class=\"todo\">")
                .text(standing.words())
                .raw("</span>");
    }

    /** Writes the number of exceptions in each state; zero is written as a dash, so that other numbers stand out. */
    void counts(Map<AuditException.State, Long> counts) {
        for (AuditException.State state : AuditException.State.values()) {
            long count = counts.getOrDefault(state, 0L);
            page.raw("<td class=\"n%s\">".formatted(count == 0 ? "" : " state-" + state.words()))
                    .text(count == 0 ? "–" : number(count))
                    .raw("</td>");
        }
    }

    static Map<AuditException.State, Long> counts(Iterable<AuditCheckResult> checks) {
        Map<AuditException.State, Long> counts = new LinkedHashMap<>();
        for (AuditCheckResult check : checks) {
            for (AuditException.State state : AuditException.State.values()) {
                counts.merge(state, check.count(state), Long::sum);
            }
        }
        return counts;
    }

    /**
     * Writes the number of an entry. If the page contains the entry's proof, the number is a link that saves the proof.
     */
    void entry(LedgerPosition told) {
        Optional<InclusionEvidence> proof = Optional.ofNullable(proofs.get(told.index()));
        proof.ifPresent(found -> page.raw(
                "<a class=\"entry\" download=\"%s\" title=\"%s, %s UTC: saves its proof\" href=\"data:text/plain;base64,%s\">"
                        .formatted(
                                found.name(),
                                EscapedHtml.escape(told.kind()),
                                time(told.at()),
                                Base64.getEncoder().encodeToString(found.file().array()))));
        page.text(String.valueOf(told.index()));
        proof.ifPresent(_ -> page.raw("</a>"));
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns a count with its noun, for example "1 control", "2 controls". */
    static String counted(long count, String one) {
        return "%s %s%s".formatted(number(count), one, count == 1 ? "" : "s");
    }
}
