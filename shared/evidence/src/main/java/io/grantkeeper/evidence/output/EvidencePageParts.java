package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.AuditCheckResult;
import io.grantkeeper.evidence.check.AuditException;
import io.grantkeeper.evidence.history.LedgerPosition;
import io.grantkeeper.evidence.mapping.MappingConfidence;
import io.grantkeeper.evidence.report.ControlVerdict;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.evidence.report.InclusionEvidence;
import io.grantkeeper.identity.text.HtmlWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts that all sections of a page share: verdicts, states, entries with their proofs, times and numbers. */
final class EvidencePageParts {
    /**
     * The maximum number of proofs in the page, to limit its size. The report's folder and the OSCAL file contain all
     * proofs.
     */
    private static final int MAX_PROOFS = 500;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    /** The number of characters of a shortened digest before the ellipsis, including the prefix {@code sha256:}. */
    private static final int HEAD = 15;

    private static final int TAIL = 4;

    private final FrameworkReport report;
    private final HtmlWriter page;
    private final Map<Long, InclusionEvidence> proofs = new LinkedHashMap<>();

    EvidencePageParts(FrameworkReport report, HtmlWriter page) {
        this.report = report;
        this.page = page;
        report.proofs().stream()
                .limit(MAX_PROOFS)
                .forEach(proof -> proofs.put(proof.told().index(), proof));
    }

    FrameworkReport report() {
        return report;
    }

    HtmlWriter page() {
        return page;
    }

    void heading(int level, String id, String text) {
        page.element("h%d id=%s".formatted(level, HtmlWriter.quoted(id)), text).raw("\n");
    }

    /**
     * Writes a paragraph.
     *
     * @param kind the CSS class; empty for none
     */
    void paragraph(String kind, String text) {
        page.element(kind.isEmpty() ? "p" : "p class=" + HtmlWriter.quoted(kind), text)
                .raw("\n");
    }

    /**
     * Starts a table.
     *
     * @param heads the column headings; a heading that ends in {@code #} marks a column of numbers
     */
    void table(List<String> heads) {
        page.raw("<div class=\"scroll\"><table><thead><tr>");
        heads.forEach(head -> page.element(head.endsWith("#") ? "th class=\"n\"" : "th", head.replaceFirst("#$", "")));
        page.raw("</tr></thead><tbody>\n");
    }

    void endTable() {
        page.raw("</tbody></table></div>\n");
    }

    /**
     * Writes text that may wrap after slashes, with digests shortened. The CSV tables in the report's folder contain
     * the complete digests.
     */
    void breakable(String text) {
        Matcher digest = DIGEST.matcher(text);
        int from = 0;
        while (digest.find()) {
            page.breakableText(text.substring(from, digest.start()));
            String whole = digest.group();
            page.element(
                    "code title=" + HtmlWriter.quotedText(whole),
                    "%s…%s".formatted(whole.substring(0, HEAD), whole.substring(whole.length() - TAIL)));
            from = digest.end();
        }
        page.breakableText(text.substring(from));
    }

    void verdict(ControlVerdict verdict) {
        String sign =
                switch (verdict) {
                    case MET -> "✓ ";
                    case EXCEPTIONS -> "✗ ";
                    case UNKNOWN -> "? ";
                };
        page.element(
                "span class=\"verdict %s\" title=%s"
                        .formatted(verdict.word(), HtmlWriter.quotedText(verdict.sentence())),
                sign + verdict.word());
    }

    void standing(MappingConfidence standing) {
        page.element(standing == MappingConfidence.VERIFIED ? "span" : "span class=\"todo\"", standing.words());
    }

    /**
     * Writes the number of exceptions in each state. Zero appears as a dash, so that the other numbers are easier to
     * see.
     */
    void counts(Map<AuditException.State, Long> counts) {
        for (AuditException.State state : AuditException.State.values()) {
            long count = counts.getOrDefault(state, 0L);
            page.element(
                    "td class=\"n%s\"".formatted(count == 0 ? "" : " state-" + state.words()),
                    count == 0 ? "–" : number(count));
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
        proof.ifPresent(found -> page.open("a class=\"entry\" download=%s title=%s href=\"data:text/plain;base64,%s\""
                .formatted(
                        HtmlWriter.quoted(found.name()),
                        HtmlWriter.quotedText("%s, %s UTC: download its proof".formatted(told.kind(), time(told.at()))),
                        Base64.getEncoder().encodeToString(found.file().array()))));
        page.text(String.valueOf(told.index()));
        proof.ifPresent(_ -> page.close("a"));
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

    /**
     * Returns a count with its noun, for example "1 control" or "2 controls".
     *
     * @param one the noun in the singular; its plural must end in -s
     */
    static String counted(long count, String one) {
        return "%s %s%s".formatted(number(count), one, count == 1 ? "" : "s");
    }
}
