package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.CheckResult;
import io.grantkeeper.evidence.check.Deviation;
import io.grantkeeper.evidence.history.Told;
import io.grantkeeper.evidence.mapping.Standing;
import io.grantkeeper.evidence.report.Proof;
import io.grantkeeper.evidence.report.Report;
import io.grantkeeper.evidence.report.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What all sections of a page are made of: verdicts, states, entries with their proofs, times and numbers. */
final class PageParts {
    /** Further proofs stand in the folder and in the OSCAL file alone, to keep the page light. */
    private static final int MOST_PROOFS = 500;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final Report report;
    private final Markup page;
    private final Map<Long, Proof> proofs = new LinkedHashMap<>();

    PageParts(Report report, Markup page) {
        this.report = report;
        this.page = page;
        report.proofs().stream()
                .limit(MOST_PROOFS)
                .forEach(proof -> proofs.put(proof.told().index(), proof));
    }

    Report report() {
        return report;
    }

    Markup page() {
        return page;
    }

    void verdict(Verdict verdict) {
        String sign =
                switch (verdict) {
                    case MET -> "✓ ";
                    case EXCEPTIONS -> "✗ ";
                    case UNKNOWN -> "? ";
                };
        page.raw("<span class=\"verdict %s\" title=\"%s\">"
                        .formatted(verdict.word(), Markup.escape(verdict.sentence())))
                .text(sign + verdict.word())
                .raw("</span>");
    }

    void standing(Standing standing) {
        page.raw(standing == Standing.VERIFIED ? "<span>" : "<span class=\"todo\">")
                .text(standing.words())
                .raw("</span>");
    }

    /** How many exceptions there are of each state; none is a dash, so that the others are seen. */
    void counts(Map<Deviation.State, Long> counts) {
        for (Deviation.State state : Deviation.State.values()) {
            long count = counts.getOrDefault(state, 0L);
            page.raw("<td class=\"n%s\">".formatted(count == 0 ? "" : " state-" + state.words()))
                    .text(count == 0 ? "–" : number(count))
                    .raw("</td>");
        }
    }

    static Map<Deviation.State, Long> counts(Iterable<CheckResult> checks) {
        Map<Deviation.State, Long> counts = new LinkedHashMap<>();
        for (CheckResult check : checks) {
            for (Deviation.State state : Deviation.State.values()) {
                counts.merge(state, check.count(state), Long::sum);
            }
        }
        return counts;
    }

    /** The number of an entry; where the page holds its proof, a link that saves it. */
    void entry(Told told) {
        Optional<Proof> proof = Optional.ofNullable(proofs.get(told.index()));
        proof.ifPresent(found -> page.raw(
                "<a class=\"entry\" download=\"%s\" title=\"%s, %s UTC: saves its proof\" href=\"data:text/plain;base64,%s\">"
                        .formatted(
                                found.name(),
                                Markup.escape(told.kind()),
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

    /** For example "1 control", "2 controls". */
    static String counted(long count, String one) {
        return "%s %s%s".formatted(number(count), one, count == 1 ? "" : "s");
    }
}
