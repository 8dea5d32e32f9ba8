package io.grantkeeper.reports;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures that a company's board asks for, based on what is stored now. A number that is not stored is stated as
 * unknown, never as zero.
 *
 * @param asOf when the report was made
 * @param identities the number of identities that have not been removed
 * @param byKind the number of identities of each kind
 * @param byProvider the number of identities at each provider
 * @param byRisk the number of identities at each risk tier, highest first
 * @param withoutOwner the number of identities without an owner candidate
 * @param ownerLeft the number of identities whose owner left or is suspended
 * @param ai the number of identities that are recognized as AI
 * @param unapprovedAi the number of AI identities that nobody has approved
 * @param compared the number of identities that are compared with an approval that records its scope
 * @param drifted the number of compared identities that depart from their approval
 * @param credentials the number of working credentials
 * @param unrotated the number of credentials that were neither created nor rotated within the last year
 * @param ageUnknown the number of credentials for which the provider reports neither a creation nor a rotation
 * @param firstSeen the number of identities that were first seen in each month, including those removed since
 * @param trend the numbers for up to twelve earlier weeks and for now, as far as stored rows show them
 * @param notStored what the report cannot show, one sentence each
 */
public record PostureReport(
        Instant asOf,
        int identities,
        Map<String, Integer> byKind,
        Map<String, Integer> byProvider,
        Map<String, Integer> byRisk,
        int withoutOwner,
        int ownerLeft,
        int ai,
        int unapprovedAi,
        int compared,
        int drifted,
        int credentials,
        int unrotated,
        int ageUnknown,
        Map<String, Integer> firstSeen,
        List<PostureTrend.Point> trend,
        List<String> notStored) {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int PAGE = 200;
    private static final int MONTHS = 12;
    private static final List<String> NOT_STORED = List.of(
            "Earlier owners are not stored, so identities without a known owner have no trend.",
            "The trend counts what stored rows show today: a finding that was closed and opened again counts from its last opening.",
            "Credentials that a provider does not list are not counted. 'grantkeeper coverage' names these gaps.");

    /** Creates the report. Reads every row of every identity. */
    public static PostureReport of(TenantId tenant, AccessStore access, FindingStore findings, Instant now) {
        Counts counts = new Counts(now);
        List<Finding> open = StorePage.readAll(from -> findings.open(tenant, PAGE, from));
        Set<String> unapproved = about(open, FindingType.SHADOW_AI);
        Set<String> left = about(open, FindingType.OWNER_LEFT);
        for (IdentityStatus status : IdentityStatus.values()) {
            StorePage.forEach(
                    from -> access.identities(tenant, new IdentityQuery.OfStatus(status), PAGE, from), summary -> {
                        counts.firstSeen(summary.firstSeen());
                        Optional<IdentityRecord> rows = access.identityRecord(tenant, summary.id());
                        rows.ifPresent(stored -> counts.trend.add(summary, stored));
                        if (status != IdentityStatus.GONE) {
                            counts.add(summary, unapproved, left);
                            rows.ifPresent(stored -> counts.addCredentials(stored, now));
                        }
                    });
        }
        return counts.report(now);
    }

    private static Set<String> about(List<Finding> open, FindingType type) {
        Set<String> identities = new HashSet<>();
        open.stream()
                .filter(finding -> finding.type() == type)
                .forEach(finding -> identities.add(finding.identity().toString()));
        return identities;
    }

    /** Prints the report. */
    public void print(TerminalOutput terminal) {
        terminal.heading("Posture on " + asOf.toString().substring(0, 10));
        TextTable table = new TextTable("", "number", "of");
        rows().forEach(row -> table.row(row.title(), Integer.toString(row.count()), Integer.toString(row.of())));
        table.print(terminal);
        counts(terminal, "Identities by kind", byKind);
        counts(terminal, "Identities by provider", byProvider);
        counts(terminal, "Identities by risk", byRisk);
        counts(terminal, "Identities first seen, by month", firstSeen);
        printTrend(terminal);
        terminal.line("Not known:");
        notStored.forEach(sentence -> terminal.line("  - " + sentence));
        if (ageUnknown > 0) {
            terminal.line("  - " + unknownAge(ageUnknown));
        }
    }

    private static void counts(TerminalOutput terminal, String title, Map<String, Integer> counts) {
        terminal.heading(title);
        TextTable table = new TextTable("", "number");
        counts.forEach((name, count) -> table.row(name, Integer.toString(count)));
        table.print(terminal);
    }

    private void printTrend(TerminalOutput terminal) {
        terminal.heading("Trend");
        TextTable table =
                new TextTable("", "identities", "unapproved AI", "owner left", "drifted", "credentials over a year");
        trend.forEach(point -> table.row(
                point.day().toString(),
                Integer.toString(point.identities()),
                Integer.toString(point.unapprovedAi()),
                Integer.toString(point.ownerLeft()),
                Integer.toString(point.drifted()),
                Integer.toString(point.unrotated())));
        table.print(terminal);
    }

    /** One line of the report: a number and the total that it is a part of. */
    record Row(String title, int count, int of) {}

    List<Row> rows() {
        return List.of(
                new Row("Identities", identities, identities),
                new Row("Without a known owner", withoutOwner, identities),
                new Row("Owner left or suspended", ownerLeft, identities),
                new Row("AI that nobody has approved", unapprovedAi, ai),
                new Row("Drifted from what was approved", drifted, compared),
                new Row("Credentials not rotated for over a year", unrotated, credentials));
    }

    static String unknownAge(int count) {
        return "The age of %s is unknown: the provider reports neither creation nor rotation."
                .formatted(ReportWording.counted(count, "credential", "credentials"));
    }

    private static final class Counts {
        private final Map<String, Integer> kinds = new TreeMap<>();
        private final Map<String, Integer> providers = new TreeMap<>();
        private final Map<String, Integer> risks = new TreeMap<>();
        private final SortedMap<YearMonth, Integer> months = new TreeMap<>();
        private int identities;
        private int withoutOwner;
        private int ownerLeft;
        private int ai;
        private int unapprovedAi;
        private int compared;
        private int drifted;
        private int credentials;
        private int unrotated;
        private int ageUnknown;
        private final PostureTrend trend;

        Counts(Instant now) {
            trend = new PostureTrend(now);
        }

        void firstSeen(Instant at) {
            months.merge(YearMonth.from(at.atZone(ZoneOffset.UTC)), 1, Integer::sum);
        }

        void add(IdentitySummary summary, Set<String> unapproved, Set<String> left) {
            String id = summary.id().toString();
            identities++;
            kinds.merge(summary.id().kind().displayName(), 1, Integer::sum);
            providers.merge(summary.provider().value(), 1, Integer::sum);
            risks.merge(summary.severity().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
            withoutOwner += summary.owners().isEmpty() ? 1 : 0;
            ownerLeft += left.contains(id) ? 1 : 0;
            boolean isAi = summary.ai() == AiVerdict.YES;
            ai += isAi ? 1 : 0;
            unapprovedAi += isAi && unapproved.contains(id) ? 1 : 0;
            boolean hasScope =
                    summary.approval().filter(ApprovalReview::scopeRecorded).isPresent();
            compared += hasScope ? 1 : 0;
            drifted += hasScope && !summary.approval().get().drift().isEmpty() ? 1 : 0;
        }

        void addCredentials(IdentityRecord stored, Instant now) {
            stored.credentials().stream()
                    .filter(StoredRecord::isLive)
                    .map(StoredRecord::content)
                    .filter(credential -> works(credential, now))
                    .forEach(credential -> {
                        credentials++;
                        var since = credential
                                .lastRotated()
                                .toOptional()
                                .or(() -> credential.created().toOptional());
                        ageUnknown += since.isEmpty() ? 1 : 0;
                        unrotated +=
                                since.filter(at -> at.isBefore(now.minus(YEAR))).isPresent() ? 1 : 0;
                    });
        }

        private static boolean works(Credential credential, Instant now) {
            boolean ended = credential.expires() instanceof Timestamp.At(Instant end) && !end.isAfter(now);
            return !ended
                    && switch (credential.standing()) {
                        case ACTIVE, UNKNOWN -> true;
                        case REQUESTED, SUSPENDED -> false;
                    };
        }

        PostureReport report(Instant now) {
            return new PostureReport(
                    now,
                    identities,
                    kinds,
                    providers,
                    inOrder(risks),
                    withoutOwner,
                    ownerLeft,
                    ai,
                    unapprovedAi,
                    compared,
                    drifted,
                    credentials,
                    unrotated,
                    ageUnknown,
                    lastMonths(now),
                    trend.points(),
                    NOT_STORED);
        }

        private static Map<String, Integer> inOrder(Map<String, Integer> risks) {
            Map<String, Integer> ordered = new LinkedHashMap<>();
            for (String risk : List.of("critical", "high", "medium", "low", "unknown")) {
                ordered.put(risk, risks.getOrDefault(risk, 0));
            }
            return ordered;
        }

        /**
         * Returns the last twelve months, except those before the first identity was seen, about which nothing is
         * known.
         */
        private Map<String, Integer> lastMonths(Instant now) {
            Map<String, Integer> last = new LinkedHashMap<>();
            if (months.isEmpty()) {
                return last;
            }
            YearMonth end = YearMonth.from(now.atZone(ZoneOffset.UTC));
            YearMonth start = months.firstKey();
            List<YearMonth> shown = new ArrayList<>();
            for (int back = MONTHS - 1; back >= 0; back--) {
                shown.add(end.minusMonths(back));
            }
            shown.stream()
                    .filter(month -> !month.isBefore(start))
                    .forEach(month -> last.put(month.toString(), months.getOrDefault(month, 0)));
            return last;
        }
    }
}
